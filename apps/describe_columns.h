// What was recognised in files, for people.
#pragma once

#include <string>

#include "apps/console.h"
#include "engine/recognize/recognize.h"

namespace sosie::apps {

/// A small table per file: column, what it became, why.
std::string recognition_table(const Recognition& recognition, const Console& console);

/// The job file of `sosie init`: every column with its reason, consent columns proposed as comments.
std::string proposed_job(const Recognition& recognition);

}  // namespace sosie::apps
