#include "tests/matching/people.h"

#include <algorithm>

namespace sosie::testing {
namespace {

const Row kColumns = {"id",     "updated",      "given",  "family",      "born",  "email", "phone",
                      "street", "postcode",     "city",   "title",       "year",  "note",  "email2",
                      "phone2", "birth_family", "suffix", "national_id", "number"};

constexpr const char* kSource = R"(
[[source]]
name = "{}"
path = "{}.csv"
id = "id"
updated = "updated"
consent = "none"
[source.fields]
title = "title"
given_name = "given"
family_name = "family"
birth_family_name = "birth_family"
name_suffix = "suffix"
birth_date = {{ column = "born", format = "%d/%m/%Y" }}
birth_year = "year"
email = ["email", "email2"]
phone = ["phone", "phone2"]
street = "street"
postcode = "postcode"
city = "city"
national_id = "national_id"
customer_number = "number"
note = "note"
)";

std::string with_name(std::string text, const std::string& name) {
  for (size_t at; (at = text.find("{}")) != std::string::npos;) text.replace(at, 2, name);
  for (const char* braces : {"{{", "}}"}) {
    for (size_t at; (at = text.find(braces)) != std::string::npos;) text.replace(at, 2, 1, braces[0]);
  }
  return text;
}

std::string pick(Random& random, const std::vector<std::string>& values) { return values[random.below(values.size())]; }

}  // namespace

Job people_job(const std::vector<std::string>& sources, const std::string& more_toml) {
  std::string toml = "version = 1\n";
  for (const std::string& source : sources) toml += with_name(kSource, source);
  return job_of(toml + more_toml);
}

SourceRowsLiteral people_rows(const std::string& source, const std::vector<Person>& people) {
  SourceRowsLiteral rows{source, {kColumns}};
  for (size_t i = 0; i < people.size(); ++i) {
    const Person& p = people[i];
    if ((p.source.empty() ? "crm" : p.source) != source) continue;
    rows.rows.push_back({p.id.empty() ? "p" + std::to_string(i) : p.id, p.updated, p.given, p.family, p.born, p.email,
                         p.phone, p.street, p.postcode, p.city, p.title, p.year, p.note, p.email2, p.phone2,
                         p.birth_family, p.suffix, p.national_id, p.number});
  }
  return rows;
}

Stages::Stages(const std::vector<Person>& people, const ModelChange& change, const std::string& more_toml) {
  std::vector<std::string> sources;
  for (const Person& person : people) {
    const std::string source = person.source.empty() ? "crm" : person.source;
    if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
  }
  job = people_job(sources, more_toml);
  std::vector<SourceRowsLiteral> tables;
  for (const std::string& source : sources) tables.push_back(people_rows(source, people));
  records_ = std::make_unique<Records>(job, tables);
  normalized_ = normalized_of(job, records_->ingested());
  std::vector<RecordId> next;
  for (const SourceTable& table : records().sources) next.push_back(table.first_record);
  for (const Person& person : people) {
    const std::string source = person.source.empty() ? "crm" : person.source;
    record_of_.push_back(
        next[static_cast<size_t>(std::find(sources.begin(), sources.end(), source) - sources.begin())]++);
  }
  const Executor executor(1);
  model = starting_model(records(), values(), job.link_only);
  if (change) change(model);
  rows = value_of(RecordRows::build(model, normalized_, executor));
  comparer = value_of(Comparer::build(model, normalized_, *rows, executor));
  veto = value_of(VetoRules::build(*comparer, records(), executor));
  scorer = Scorer::build(model, *comparer, *rows, *veto, {job.link_threshold, job.review_threshold, job.scoring});
}

unsigned Stages::level(const std::string& comparison, size_t a, size_t b) const {
  const int index = model.index_of(comparison);
  EXPECT_GE(index, 0) << comparison << " is not compared";
  if (index < 0) return 0;
  const unsigned forward = comparer->level(static_cast<size_t>(index), at(a), at(b));
  EXPECT_EQ(forward, comparer->level(static_cast<size_t>(index), at(b), at(a))) << comparison << " is not symmetric";
  return forward;
}

double Stages::bits(const std::string& comparison, size_t a, size_t b) const {
  return bits_of(explain(a, b).terms[static_cast<size_t>(model.index_of(comparison))]);
}

std::vector<Person> random_people(uint64_t seed, size_t count) {
  static const std::vector<std::string> given = {"Jean",   "Jeanne", "J.", "Jean-Pierre", "Marie", "Léa", "Léo",
                                                 "Martin", "Zoé",    "",   "Bob",         "Robert"};
  static const std::vector<std::string> family = {"Martin",     "Martine", "Dupont", "Dupond", "Martin Durand",
                                                  "de la Tour", "Jean",    "",       "Petit",  "Petti"};
  static const std::vector<std::string> streets = {"12 rue de la Paix", "12 bis rue de la Paix", "rue de la Paix",
                                                   "3 av. Foch",        "3 avenue Fosch",        "",
                                                   "1 place Bellecour"};
  static const std::vector<std::string> postcodes = {"75002", "75003", "69002", "69006", ""};
  static const std::vector<std::string> cities = {"Paris", "Lyon", "PARIS 2", ""};
  Random random(seed);
  const auto date = [&] {
    if (random.chance(0.2)) return std::string();
    std::string day = std::to_string(10 + random.below(5)), month = "0" + std::to_string(1 + random.below(3));
    return day + "/" + month + "/" + std::to_string(1970 + random.below(20));
  };
  const auto email = [&] {
    if (random.chance(0.4)) return std::string();
    return pick(random, {"jean.martin", "zigoto75", "zigota75", "info", "m.dupont", "abcdefg"}) + "@" +
           pick(random, {"free.fr", "orange.fr"});
  };
  const auto phone = [&] {
    if (random.chance(0.4)) return std::string();
    return pick(random, {"06", "01"}) + " 12 34 56 7" + std::to_string(random.below(10));
  };
  std::vector<Person> people;
  for (size_t i = 0; i < count; ++i) {
    Person p{.given = pick(random, given),
             .family = pick(random, family),
             .born = date(),
             .email = email(),
             .phone = phone(),
             .street = pick(random, streets),
             .postcode = pick(random, postcodes),
             .city = pick(random, cities)};
    if (random.chance(0.3)) p.email2 = email();
    if (random.chance(0.3)) p.phone2 = phone();
    if (random.chance(0.2)) p.year = std::to_string(1970 + random.below(20));
    if (random.chance(0.3)) p.number = "C-10" + std::to_string(random.below(30));
    if (random.chance(0.3))
      p.note =
          pick(random, {"chaussures de sport pour enfants", "chaussure de sport enfants", "vélo rouge", "vélo roux"});
    if (random.chance(0.3)) p.updated = std::to_string(2018 + random.below(8)) + "-01-01";
    if (random.chance(0.2)) p.birth_family = pick(random, family);
    if (random.chance(0.05)) p.suffix = pick(random, {"Jr", "Sr"});
    p.id = "p" + std::to_string(i);
    people.push_back(p);
  }
  return people;
}

std::vector<Person> shuffled(std::vector<Person> people, uint64_t seed) {
  Random random(seed);
  for (size_t i = people.size(); i > 1; --i) std::swap(people[i - 1], people[random.below(i)]);
  return people;
}

NamedPair named(const RecordSet& records, RecordId a, RecordId b) {
  const auto name = [&](RecordId record) {
    return records.source(record).name + ":" + std::string(records.id(record));
  };
  return std::minmax({name(a), name(b)});
}

}  // namespace sosie::testing
