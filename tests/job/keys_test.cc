#include "engine/job/keys.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/job/job_file.h"
#include "engine/job/job_visitor.h"
#include "tests/job/full_job.h"

namespace sosie {
namespace {

/// Notes the path of every key that bind_job visits.
class PathRecorder final : public JobVisitor {
 public:
  std::set<std::string> paths;

  void text(std::string_view key, std::string&) override { note(key); }
  void boolean(std::string_view key, bool&) override { note(key); }
  void boolean(std::string_view key, std::optional<bool>&) override { note(key); }
  void integer(std::string_view key, uint32_t&) override { note(key); }
  void number(std::string_view key, double&) override { note(key); }
  void texts(std::string_view key, std::vector<std::string>&) override { note(key); }
  void date(std::string_view key, DateSpec&) override { note(key); }
  void column_or_constant(std::string_view key, ColumnOrConstant&) override { note(key); }
  void coded_column(std::string_view key, std::span<const std::string_view>, CodedColumn&) override { note(key); }
  void codes(std::string_view key, Codes&) override { note(key); }
  void fields(std::string_view key, std::vector<FieldSpec>&) override { note(key); }
  void acts(std::string_view key, std::map<std::string, EventAct>&) override { note(key); }
  void words(std::string_view key, std::map<std::string, std::string>&) override { note(key); }
  void none(std::string_view key, bool&) override { note(key); }
  void all_fields(std::vector<FieldSpec>&) override {}
  void table(std::string_view key, const Body& body) override { enter(key, body); }
  void small_table(std::string_view key, const Body& body) override { enter(key, body); }
  void lists_by_name(std::string_view key, std::string_view leaf,
                     std::map<std::string, std::vector<std::string>>&) override {
    enter(key, [&] { enter("*", [&] { note(leaf); }); });
  }

 protected:
  size_t num_tables(std::string_view, size_t) override { return 1; }
  void table_at(std::string_view key, size_t, const Body& body) override { enter(key, body); }

 private:
  std::string path_of(std::string_view key) const { return prefix_ + std::string(key); }
  void note(std::string_view key) { paths.insert(path_of(key)); }
  void enter(std::string_view key, const Body& body) {
    note(key);
    const std::string before = std::exchange(prefix_, path_of(key) + ".");
    body();
    prefix_ = before;
  }

  std::string prefix_;
};

TEST(Keys, TheRegistryHoldsExactlyTheKeysOfAJob) {
  PathRecorder recorder;
  Job job;
  bind_job(recorder, job);
  std::set<std::string> registered;
  for (const JobKey& key : job_keys()) registered.insert(std::string(key.path));
  EXPECT_EQ(registered, recorder.paths);
  EXPECT_EQ(registered.size(), job_keys().size()) << "a path stands twice";
}

TEST(Keys, DefaultsReadAndAreWhatTheJobStartsWith) {
  std::string text = "version = 1\n[[source]]\nname='a'\npath='a.csv'\nid='id'\nconsent='none'\nfields={email='e'}\n";
  const Job plain = *parse_job(text, "", "");
  for (const JobKey& key : job_keys()) {
    const std::string table(key.path.substr(0, key.path.find('.')));
    const bool is_top = std::count(key.path.begin(), key.path.end(), '.') == 1 && table != "source" &&
                        table != "consent_events" && table != "suppression" && table != "blocking";
    if (!is_top || key.fallback.empty()) continue;
    const Result<Job> job = parse_job(text, "", "", {{std::string(key.path), std::string(key.fallback)}});
    ASSERT_TRUE(job.ok()) << key.path << ": " << job.status().to_string();
    EXPECT_EQ(*job, plain) << key.path;
  }
}

TEST(Keys, EveryKeyIsDocumentedInOneLine) {
  for (const JobKey& key : job_keys()) {
    EXPECT_FALSE(key.doc.empty()) << key.path;
    EXPECT_EQ(key.doc.find('\n'), std::string_view::npos) << key.path;
    EXPECT_FALSE(key.doc.ends_with('.')) << key.path;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

/// One table row of the reference.
std::string reference_row(const JobKey& key) {
  std::string type(key_type_name(key.type));
  if (key.type == KeyType::choice) type = fmt::format("`{}`", fmt::join(split_words(key.choices), "` `"));
  const std::string fallback = key.fallback.empty()        ? ""
                               : key.fallback == kRequired ? "required"
                                                           : fmt::format("`{}`", key.fallback);
  std::string doc = escaped(key.doc);
  if (key.not_built == "*") doc += "; **not built yet**";
  else if (!key.not_built.empty())
    doc += fmt::format("; **not built yet**: {}", fmt::join(split_words(key.not_built), ", "));
  return fmt::format("| `{}` | {} | {} | {} |\n", key.path, type, fallback, doc);
}

std::string reference() {
  std::string text = "| key | takes | default | meaning |\n|---|---|---|---|\n";
  for (const JobKey& key : job_keys()) text += reference_row(key);
  return text;
}

TEST(Keys, TheReferenceInTheDocumentationIsTheRegistry) {
  const std::string path = SOSIE_SOURCE_DIR "/docs/job-file.md";
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  EXPECT_NE(document.find(reference()), std::string::npos)
      << "the table of keys in docs/job-file.md differs from engine/job/keys.cc; it should read:\n\n"
      << reference();
}

}  // namespace
}  // namespace sosie
