#include "engine/pipeline.h"

namespace sosie {
}  // namespace sosie
