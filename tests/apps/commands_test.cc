#include "apps/commands.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "apps/command_line.h"

namespace sosie::apps {
namespace {

std::string documentation() {
  std::ifstream file(SOSIE_SOURCE_DIR "/docs/commands.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Words of an example, up to `&&` or a redirection; no quotes are used in examples.
std::vector<std::string> arguments_of(std::string_view example) {
  std::vector<std::string> words;
  std::istringstream stream{std::string(example)};
  for (std::string word; stream >> word && word != "&&" && word != ">";) words.push_back(word);
  words.erase(words.begin());  // sosie
  return words;
}

TEST(Commands, HelpStartsWithExamplesThatParse) {
  for (const CommandInfo& command : commands()) {
    if (!command.is_built) continue;
    ASSERT_FALSE(command.examples.empty()) << command.name;
    const std::string text = help_text(command);
    EXPECT_LT(text.find("Examples"), text.find("Usage")) << command.name;
    for (const Example& example : command.examples) {
      const Result<CommandLine> line = parse_command_line(arguments_of(example.line));
      EXPECT_TRUE(line.ok()) << example.line << ": " << line.status().to_string();
    }
  }
}

TEST(Commands, HelpFitsAWideTerminal) {
  std::vector<std::string> texts = {overview_text()};
  for (const CommandInfo& command : commands()) texts.push_back(help_text(command));
  for (const std::string& text : texts) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 140u) << line;
  }
}

TEST(Commands, EveryCommandAndFlagIsDocumented) {
  const std::string text = documentation();
  for (const CommandInfo& command : commands()) {
    EXPECT_NE(text.find("`sosie " + std::string(command.name)), std::string::npos) << command.name;
    for (const FlagInfo& flag : flags_of(command.name)) {
      const std::string name(flag.names.substr(flag.names.rfind("--")));
      EXPECT_NE(text.find("`" + name), std::string::npos) << command.name << " " << name;
    }
  }
}

}  // namespace
}  // namespace sosie::apps
