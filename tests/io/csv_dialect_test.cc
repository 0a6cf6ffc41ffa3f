#include "io/csv_dialect.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/io/read_whole.h"

namespace sosie::io {
namespace {

struct Opened {
  CsvOptions csv;
  std::vector<std::string> columns;
};

Opened open_text(std::string_view text, const CsvOptions& csv = {}, const std::string& name = "in.csv") {
  const TempFolder folder;
  MemoryAccountant memory;
  InputOptions options;
  options.csv = csv;
  const Result<Input> input = Input::open(folder.write(name, text), options, memory);
  EXPECT_TRUE(input.ok()) << input.status().to_string();
  return input.ok() ? Opened{input->csv(), input->columns()} : Opened();
}

TEST(CsvDialect, FindsTheDelimiterByConsistency) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::string text = "id;name;note;price\n1;Dupont;red: green - blue;1.5\n2;Martin;none;2.25\n";
    std::replace(text.begin(), text.end(), ';', delimiter);
    EXPECT_EQ(open_text(text).csv.delimiter, delimiter);
  }
  // Every row has one comma, but semicolons explain more.
  EXPECT_EQ(open_text("a,x;b;c\n1,5;2;3\n1,7;5;6\n").csv.delimiter, ';');
  // Delimiters inside quotes do not count.
  EXPECT_EQ(open_text("a;\"b,c,d\"\n1;\"x,y,z\"\n").csv.delimiter, ';');
}

TEST(CsvDialect, ASingleColumnHasTheDelimiterThatNoRowUses) {
  EXPECT_EQ(open_text("city\nParis, France\nLyon\nLille, France\n").columns, (std::vector<std::string>{"city"}));
  EXPECT_EQ(open_text("city\nParis, France\nLyon\nLille, France\n").csv.delimiter, ';');
  EXPECT_EQ(open_text("city\nParis\n", {}, "in.tsv").csv.delimiter, '\t');
}

TEST(CsvDialect, FindsTheQuote) {
  EXPECT_EQ(open_text("a,b\n'x,y',1\n").csv.quote, '\'');
  EXPECT_EQ(open_text("a,b\n\"x,y\",'z'\n").csv.quote, '"');
  EXPECT_EQ(open_text("a,b\n's-Hertogenbosch,1\n").csv.quote, '"');
}

TEST(CsvDialect, ToldHeadersFromData) {
  EXPECT_TRUE(*open_text("id,name\n1,x\n").csv.header);
  EXPECT_TRUE(*open_text(",name,age\n0,x,3\n").csv.header) << "an index without a name";
  EXPECT_TRUE(*open_text("name,age,\nx,3,\n").csv.header) << "a delimiter at the end of each line";
  for (const std::string data :
       {"1,Dupont\n", "Dupont,a@b.fr\n", "Dupont,1980-02-03\n", "Dupont,03/02/1980\n", "a,a\n", "a,,b\n"})
    EXPECT_FALSE(*open_text(data).csv.header) << data;
}

TEST(CsvDialect, NamesColumns) {
  EXPECT_EQ(open_text(" id , \"name\",\n1,x,\n").columns, (std::vector<std::string>{"id", "\"name\"", "column3"}));
  EXPECT_EQ(open_text("\n\r\n\"first name\",n\xe9\n").columns, (std::vector<std::string>{"first name", "n\xc3\xa9"}));
  EXPECT_EQ(open_text("1,2,3\n4,5\n6,7\n8,9\n", {',', {}, {}, {}}).columns.size(), 2u) << "most rows decide";
  EXPECT_TRUE(open_text("").columns.empty());
  EXPECT_TRUE(open_text("\r\n\n").columns.empty());
}

TEST(CsvDialect, WhatIsDeclaredIsObeyed) {
  const Opened opened = open_text("a;b,c\n'1;2',3\n", {';', '\0', false, Encoding::latin1});
  EXPECT_EQ(opened.csv, (CsvOptions{';', '\0', false, Encoding::latin1}));
  EXPECT_EQ(opened.columns, (std::vector<std::string>{"column1", "column2"}));
}

TEST(CsvDialect, RefusesAHeaderThatNamesAColumnTwice) {
  const TempFolder folder;
  MemoryAccountant memory;
  InputOptions options;
  options.csv.header = true;
  const Status status = Input::open(folder.write("in.csv", "\nid,name,id\n1,x,2\n"), options, memory).status();
  EXPECT_EQ(status.code(), StatusCode::invalid_data);
  EXPECT_EQ(status.location().line, 2u);
  EXPECT_NE(status.message().find("in columns 1 and 3"), std::string::npos) << status.to_string();
}

}  // namespace
}  // namespace sosie::io
