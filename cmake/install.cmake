# What an outside project gets: the headers of include/sosie/, the target sosie::sosie and the command.
# The libraries behind sosie::sosie are static and are exported with it; their headers are not installed.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

get_property(sosie_libraries GLOBAL PROPERTY SOSIE_LIBRARIES)
install(TARGETS ${sosie_libraries} sosie_matchers EXPORT sosie-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS sosie_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/sosie DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

set(sosie_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/sosie)
install(EXPORT sosie-targets NAMESPACE sosie:: DESTINATION ${sosie_config_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/sosie-config.cmake.in ${PROJECT_BINARY_DIR}/sosie-config.cmake
  INSTALL_DESTINATION ${sosie_config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/sosie-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/sosie-config.cmake ${PROJECT_BINARY_DIR}/sosie-config-version.cmake
  DESTINATION ${sosie_config_dir})
