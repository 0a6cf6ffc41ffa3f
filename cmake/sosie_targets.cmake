# How every target of sosie is compiled: properties of targets, never global flags.
add_library(sosie_build_flags INTERFACE)
target_compile_features(sosie_build_flags INTERFACE cxx_std_20)
target_compile_options(sosie_build_flags INTERFACE -Wall -Wextra -Wshadow 
  $<$<BOOL:${SOSIE_WARNINGS_AS_ERRORS}>:-Werror>)
# Clang sees that the stable_sort of libstdc++ 12 uses a function deprecated in C++17.
target_compile_options(sosie_build_flags INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
# GCC 12 warns of overlaps inside its own std::string that cannot happen (GCC bug 105651).
target_compile_options(sosie_build_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# The best target of Highway is then the one with the vector population count.
target_compile_definitions(sosie_build_flags INTERFACE HWY_WANT_AVX3_DL)
# Kernels use fixed-size vectors with operators, which scalable ones lack: on Arm they run on NEON.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
  target_compile_definitions(sosie_build_flags INTERFACE
    "HWY_DISABLED_TARGETS=(HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)")
endif()
# Sums of doubles must not depend on whether the compiler fuses multiply and add.
target_compile_options(sosie_build_flags INTERFACE -ffp-contract=off)

# sosie_library(NAME SOURCES... LINK ... LINK_PRIVATE ...)
function(sosie_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;LINK_PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  set_property(GLOBAL APPEND PROPERTY SOSIE_LIBRARIES ${name})  # install.cmake exports them
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE $<BUILD_INTERFACE:sosie_build_flags> ${arg_LINK_PRIVATE})
endfunction()

# sosie_test(NAME SOURCES... LINK ...): one executable per folder, one ctest entry per suite runs too slowly to start,
# so the executable is the entry.
function(sosie_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE sosie_build_flags ${arg_LINK} GTest::gtest_main GTest::gmock rapidcheck
    rapidcheck_gtest)
  target_compile_definitions(${name} PRIVATE SOSIE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()

find_program(SOSIE_CCACHE ccache)
if(SOSIE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SOSIE_CCACHE})
endif()
