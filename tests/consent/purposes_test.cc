#include "engine/consent/purposes.h"

#include <gtest/gtest.h>

namespace sosie::consent {
namespace {

TEST(Purposes, ARestrictionCoversItsNodeAndWhatLiesUnderIt) {
  const PurposeTree tree;
  const uint8_t newsletter = *tree.find("newsletter"), partners = *tree.find("partner_offers");
  EXPECT_TRUE(tree.covers(kMarketing, newsletter));
  EXPECT_TRUE(tree.covers(newsletter, newsletter));
  EXPECT_FALSE(tree.covers(newsletter, kMarketing));
  EXPECT_FALSE(tree.covers(newsletter, partners));
}

TEST(Purposes, OwnPurposesLieUnderMarketingOrWhereTheJobPutsThem) {
  Job job;
  job.consent.purposes = {"marketing", "surveys"};
  job.consent.purpose_parents = {{"weekly", "newsletter"}};
  const PurposeTree tree = PurposeTree::from_job(job).value();
  EXPECT_TRUE(tree.covers(kMarketing, *tree.find("surveys")));
  EXPECT_TRUE(tree.covers(*tree.find("newsletter"), *tree.find("weekly")));
  EXPECT_TRUE(tree.covers(kMarketing, *tree.find("weekly")));
}

TEST(Purposes, UnknownParentsAndCirclesAreErrors) {
  Job job;
  job.consent.purpose_parents = {{"weekly", "nowhere"}};
  EXPECT_EQ(PurposeTree::from_job(job).status().code(), StatusCode::invalid_job);
  job.consent.purpose_parents = {{"a", "b"}, {"b", "a"}};
  EXPECT_EQ(PurposeTree::from_job(job).status().code(), StatusCode::invalid_job);
}

}  // namespace
}  // namespace sosie::consent
