#include "engine/recognize/recognize_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/field.h"
#include "engine/recognize/header_names.h"
#include "engine/recognize/value_shape.h"

namespace sosie {
namespace {

// A name needs half of its values on its side: typos, placeholders and foreign forms are normal. Values without a name
// must be unmistakable.
constexpr double kConfirmed = 0.5;
constexpr double kUnmistakable = 0.8;
// A plain text field says something when it is filled now and then, and tells records apart.
constexpr double kLeastFill = 0.05;
constexpr uint64_t kLeastDistinct = 3;
constexpr size_t kMostTextFields = 24;

/// The share of values that speak for a field; nothing when values cannot tell.
std::optional<double> support(Field field, const ColumnShape& shape) {
  switch (field) {
    case Field::birth_date: return shape.dates;
    case Field::birth_year: return shape.years;
    case Field::email: return shape.emails;
    case Field::phone:
    case Field::mobile:
    case Field::landline: return std::max(shape.phones, shape.phone_like);
    case Field::postcode: return shape.postcodes;
    case Field::house_number: return shape.house_numbers;
    case Field::gender: return shape.genders;
    case Field::title: return shape.titles;
    case Field::full_name:
    case Field::given_name:
    case Field::middle_name:
    case Field::family_name:
    case Field::birth_family_name:
    case Field::city:
    case Field::country:
    case Field::company:
    case Field::birth_place: return shape.words;
    case Field::street: return std::max(shape.words, shape.several_words);
    case Field::iban: return shape.ibans;
    case Field::national_id: return shape.national_ids;
    case Field::tax_id: return shape.tax_ids;
    default: return std::nullopt;
  }
}

/// Streets may be numbers for the most part (`12 rue X` has more letters, `12` alone has none); genders may be codes.
double needed_support(Field field) {
  switch (field) {
    case Field::gender:
    case Field::street: return 0.3;
    case Field::iban:
    case Field::national_id:
    case Field::tax_id: return kUnmistakable;
    default: return kConfirmed;
  }
}

bool takes_several_values(Field field) {
  return is_contact_field(field) || field == Field::iban || field == Field::tax_id || field == Field::national_id ||
         field == Field::customer_number;
}

bool is_name_part(Field field) {
  return field == Field::given_name || field == Field::family_name || field == Field::middle_name;
}

int percent(double share) { return static_cast<int>(share * 100 + 0.5); }

/// What values alone say, when they are unmistakable.
std::optional<std::pair<Field, std::string>> guess_by_values(const ColumnShape& shape) {
  const auto guess = [](Field field, std::string_view what, double share) {
    return std::pair(field, fmt::format("{}% of the values are {}", percent(share), what));
  };
  if (shape.emails >= kUnmistakable) return guess(Field::email, "e-mail addresses", shape.emails);
  if (shape.ibans >= kUnmistakable) return guess(Field::iban, "IBANs", shape.ibans);
  if (shape.national_ids >= kUnmistakable)
    return guess(Field::national_id, "national ids with right check digits", shape.national_ids);
  if (shape.tax_ids >= kUnmistakable) return guess(Field::tax_id, "SIREN or SIRET numbers", shape.tax_ids);
  if (shape.mobiles >= kUnmistakable) return guess(Field::mobile, "mobile numbers", shape.mobiles);
  if (shape.landlines >= kUnmistakable) return guess(Field::landline, "landline numbers", shape.landlines);
  if (shape.phones >= kUnmistakable) return guess(Field::phone, "phone numbers", shape.phones);
  const bool is_birth =
      shape.dates >= kUnmistakable && shape.birth_like >= 0.95 * shape.dates && shape.year_spread >= 25;
  if (is_birth) return guess(Field::birth_date, "dates that spread like births", shape.dates);
  return std::nullopt;
}

/// One column on its way to a decision.
struct Column {
  std::string name;
  ColumnShape shape;
  HeaderGuess header;
  ColumnUse use = ColumnUse::unused;
  std::optional<Field> field;  ///< for ColumnUse::field; Field::text for a plain one
  bool weak = false;
  std::string why;

  bool is(Field wanted) const { return use == ColumnUse::field && field == wanted; }
  void take(Field meaning, std::string reason) {
    use = ColumnUse::field;
    field = meaning;
    why = std::move(reason);
  }
  void leave(std::string reason) {
    use = ColumnUse::unused;
    field.reset();
    why = std::move(reason);
  }
};

/// Becomes a plain text field, unless its values say too little.
void keep_as_text(Column& column, const std::string& reason) {
  if (column.shape.fill() < kLeastFill)
    return column.leave(fmt::format("{}; {}% filled", reason, percent(column.shape.fill())));
  if (column.shape.flags >= 0.95) return column.leave(reason + "; a yes-or-no flag");
  if (column.shape.num_distinct < kLeastDistinct)
    return column.leave(fmt::format("{}; {} distinct values", reason, column.shape.num_distinct));
  column.take(Field::text, reason + "; kept as text");
}

void decide_field(Column& column) {
  const Field field = column.header.field;
  const std::optional<double> share = support(field, column.shape);
  column.weak = column.header.weak;
  if (!share) return column.take(field, "by name");
  if (*share >= needed_support(field))
    return column.take(field, fmt::format("by name; {}% of the values agree", percent(*share)));
  keep_as_text(column, fmt::format("named like {}, but {}% of the values look it", field_name(field), percent(*share)));
}

void decide_by_values(Column& column) {
  if (const auto guess = guess_by_values(column.shape)) return column.take(guess->first, guess->second);
  if (column.shape.dates >= kUnmistakable) return column.leave("dates of unknown meaning");
  keep_as_text(column, column.header.meaning == HeaderMeaning::some_id ? "named like an id" : "no meaning recognised");
}

void decide_alone(Column& column) {
  if (column.shape.num_filled == 0) return column.leave("empty");
  switch (column.header.meaning) {
    case HeaderMeaning::consent:
      column.use = ColumnUse::consent;
      column.why = "speaks of consent, which is never assumed";
      return;
    case HeaderMeaning::load: return column.leave("says how the row came here, not who it is");
    case HeaderMeaning::updated:
      if (column.shape.dates < kConfirmed) return column.leave("named like a date of change, but holds no dates");
      column.use = ColumnUse::updated;
      column.why = "business time of the row";
      return;
    case HeaderMeaning::record_id:
      if (column.shape.unique()) return column.leave("a row id");
      return keep_as_text(column, "named like a row id, but it repeats");
    case HeaderMeaning::field: return decide_field(column);
    case HeaderMeaning::text: return keep_as_text(column, "by name, no field of its own");
    default: return decide_by_values(column);
  }
}

class FileRecognizer {
 public:
  FileRecognizer(std::span<const SampledColumn> sample, std::string_view country) {
    for (const SampledColumn& sampled : sample) {
      Column column;
      column.name = sampled.name;
      column.shape = measure_column(sampled.values, country);
      column.header = guess_by_header(sampled.name);
      decide_alone(column);
      columns_.push_back(std::move(column));
    }
  }

  RecognizedFile finish() {
    join_birth_date();
    settle_names();
    settle_company();
    for (const Field field : known_fields()) settle_rivals(field);
    keep_one_updated();
    limit_text_fields();
    RecognizedFile file;
    add_fields(file);
    add_columns(file);
    file.id_candidates = id_candidates();
    return file;
  }

 private:
  std::vector<Column*> mapped_to(Field field) {
    std::vector<Column*> found;
    for (Column& column : columns_) {
      if (column.is(field)) found.push_back(&column);
    }
    return found;
  }

  Column* first_named(HeaderMeaning meaning, double ColumnShape::* share) {
    for (Column& column : columns_) {
      if (column.header.meaning == meaning && column.shape.*share >= kUnmistakable) return &column;
    }
    return nullptr;
  }

  /// Year, month and day in columns of their own. `birthday` may be a day or a date: its values tell.
  void join_birth_date() {
    const std::vector<Column*> years = mapped_to(Field::birth_year);
    Column* month = first_named(HeaderMeaning::birth_month, &ColumnShape::months);
    Column* day = first_named(HeaderMeaning::birth_day, &ColumnShape::days);
    for (Column& column : columns_) {
      const bool is_named_birthday =
          column.header.meaning == HeaderMeaning::field && column.header.field == Field::birth_date;
      if (day == nullptr && is_named_birthday && column.shape.days >= kUnmistakable) day = &column;
    }
    if (years.empty() || month == nullptr || day == nullptr || !mapped_to(Field::birth_date).empty()) return;
    for (Column* part : {years[0], month, day}) {
      part->take(Field::birth_date, "a part of the birth date, by name and values");
      birth_parts_.push_back(part->name);
    }
  }

  /// `name` beside a given name is the family name; `nom` alone with two words in a value is the whole name.
  void settle_names() {
    const bool has_given = !mapped_to(Field::given_name).empty(), has_family = !mapped_to(Field::family_name).empty();
    for (Column* column : mapped_to(Field::full_name)) {
      if (column->weak && has_given && !has_family) column->take(Field::family_name, "by name, beside a given name");
    }
    for (Column* column : mapped_to(Field::family_name)) {
      if (!has_given && column->shape.several_words >= 0.6)
        column->take(Field::full_name, "by name; most values are two words or more");
    }
  }

  /// A name with legal forms is a company's.
  void settle_company() {
    for (Column* column : mapped_to(Field::full_name)) {
      if (column->shape.legal_forms < 0.1) continue;
      column->take(Field::company,
                   fmt::format("by name; {}% of the values carry a legal form", percent(column->shape.legal_forms)));
    }
  }

  /// Whether two columns of one field belong together: further values, or parts such as address_1 and address_2.
  static bool belongs(const Column& first, const Column& other) {
    const Field field = *first.field;
    if (takes_several_values(field) || field == Field::street) return true;
    return is_name_part(field) && first.header.stem == other.header.stem;
  }

  void settle_rivals(Field field) {
    std::vector<Column*> rivals = mapped_to(field);
    if (field == Field::birth_date && !birth_parts_.empty()) return;
    std::stable_sort(rivals.begin(), rivals.end(), [](const Column* a, const Column* b) { return a->weak < b->weak; });
    for (size_t i = 1; i < rivals.size(); ++i) {
      if (belongs(*rivals[0], *rivals[i])) continue;
      keep_as_text(*rivals[i], fmt::format("{} is {} already", rivals[0]->name, field_name(field)));
    }
  }

  void keep_one_updated() {
    bool found = false;
    for (Column& column : columns_) {
      if (column.use != ColumnUse::updated) continue;
      if (found) column.leave("another column says when the row changed");
      found = true;
    }
  }

  /// Keeps the text fields that are filled most; ties: the first in the file.
  void limit_text_fields() {
    std::vector<Column*> texts = mapped_to(Field::text);
    std::stable_sort(texts.begin(), texts.end(),
                     [](const Column* a, const Column* b) { return a->shape.fill() > b->shape.fill(); });
    for (size_t i = kMostTextFields; i < texts.size(); ++i)
      texts[i]->leave(fmt::format("{} fuller text fields are enough", kMostTextFields));
  }

  /// A name for a plain text field that no field and no golden column has.
  std::string text_name(const std::string& header) {
    static constexpr std::string_view kTaken[] = {"entity_id", "household_id", "num_records", "num_sources", "updated"};
    const std::string base = snake_name(header);
    const auto is_taken = [&](const std::string& name) {
      return field_of(name) != Field::text || name == "text" ||
             std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken) || name.starts_with("may_") ||
             name.ends_with("_point") || !text_names_.insert(name).second;
    };
    std::string name = base;
    for (int i = 1; is_taken(name); ++i) name = i == 1 ? base + "_text" : fmt::format("{}_text_{}", base, i);
    return name;
  }

  void add_fields(RecognizedFile& file) {
    for (const Field field : known_fields()) {
      FieldSpec spec;
      spec.field = field_name(field);
      for (const Column* column : mapped_to(field)) spec.columns.push_back(column->name);
      if (field == Field::birth_date && !birth_parts_.empty()) spec.columns = birth_parts_;
      if (!spec.columns.empty()) file.source.fields.push_back(std::move(spec));
    }
    for (const Column* column : mapped_to(Field::text)) {
      FieldSpec spec;
      spec.field = text_name(column->name);
      spec.columns = {column->name};
      text_fields_[column->name] = spec.field;
      file.source.fields.push_back(std::move(spec));
    }
    for (const Column& column : columns_) {
      if (column.use == ColumnUse::updated) file.source.updated.columns = {column.name};
    }
  }

  void add_columns(RecognizedFile& file) {
    for (const Column& column : columns_) {
      RecognizedColumn out{column.name, column.use, {}, column.why, {}};
      if (column.use == ColumnUse::consent) out.codes = column.shape.codes;
      if (column.use == ColumnUse::field)
        out.field = column.is(Field::text) ? text_fields_[column.name] : std::string(field_name(*column.field));
      file.columns.push_back(std::move(out));
    }
  }

  std::vector<std::string> id_candidates() const {
    std::vector<std::string> plain, other;
    for (const Column& column : columns_) {
      if (!column.shape.unique()) continue;
      if (column.header.meaning == HeaderMeaning::record_id) plain.push_back(column.name);
      if (column.header.meaning == HeaderMeaning::some_id) other.push_back(column.name);
    }
    plain.insert(plain.end(), other.begin(), other.end());
    return plain;
  }

  std::vector<Column> columns_;
  std::vector<std::string> birth_parts_;  // year, month, day; empty unless in columns of their own
  std::set<std::string> text_names_;
  std::map<std::string, std::string> text_fields_;  // column -> field
};

}  // namespace

RecognizedFile recognize_columns(std::span<const SampledColumn> columns, std::string_view country) {
  return FileRecognizer(columns, country).finish();
}

}  // namespace sosie
