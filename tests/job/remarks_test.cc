#include "engine/job/remarks.h"

#include <gtest/gtest.h>

namespace sosie {
namespace {

TEST(Remarks, ASlipInAFieldNameIsPointedOut) {
  Job job;
  job.sources.resize(1);
  job.sources[0].name = "crm";
  for (const char* field : {"familly_name", "family_name", "emails", "loyalty_tier", "cit"})
    job.sources[0].fields.push_back({field, {"c"}, {}, {}});
  EXPECT_EQ(
      job_remarks(job),
      (std::vector<std::string>{"source \"crm\": the field \"familly_name\" is plain text; was \"family_name\" meant?",
                                "source \"crm\": the field \"emails\" is plain text; was \"email\" meant?"}));
}

}  // namespace
}  // namespace sosie
