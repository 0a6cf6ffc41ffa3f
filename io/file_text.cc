#include "io/file_text.h"

#include <algorithm>
#include <utility>

#include "io/validate.h"

namespace sosie::io {
namespace {

constexpr size_t kUnitStep = 256;  // a lookup counts at most so many bytes; the index is 3% of the text

}  // namespace

Result<std::shared_ptr<const FileText>> FileText::decode(ByteBuffer bytes, const EncodingGuess& guess,
                                                         MemoryAccountant& memory) {
  const bool is_utf16 = guess.encoding == Encoding::utf16_le || guess.encoding == Encoding::utf16_be;
  ByteBuffer utf8(memory, "transcoding UTF-16");
  if (is_utf16) SOSIE_RETURN_IF_ERROR(utf16_to_utf8(bytes.view().substr(guess.bom_bytes), guess.encoding, utf8));
  std::shared_ptr<FileText> text(new FileText(std::move(bytes), std::move(utf8)));
  text->text_ = is_utf16 ? text->utf8_.view() : text->bytes_.view();
  text->bom_bytes_ = guess.bom_bytes;
  text->is_windows_1252_ = guess.encoding == Encoding::windows_1252 || guess.encoding == Encoding::latin1;
  const bool is_valid = is_utf16 ? is_valid_utf8(text->text_) : guess.is_valid_utf8;
  text->may_have_bad_bytes_ = !is_valid && !text->is_windows_1252_;
  if (is_utf16) text->index_units();
  return std::shared_ptr<const FileText>(std::move(text));
}

void FileText::index_units() {
  uint64_t units = 0;
  for (size_t at = 0; at <= text_.size(); at += kUnitStep) {
    units_before_.push_back(units);
    units += utf16_units(text_.substr(at, kUnitStep));
  }
}

uint64_t FileText::utf16_offset(size_t position) const {
  const size_t step = position / kUnitStep, from = step * kUnitStep;
  const uint64_t units = units_before_[step] + utf16_units(text_.substr(from, position - from));
  // The odd last byte of a damaged file counts as a whole unit.
  return std::min<uint64_t>(bom_bytes_ + units * 2, bytes_.size());
}

std::string_view FileText::utf16_bytes(size_t begin, size_t end) const {
  const uint64_t from = utf16_offset(begin);
  return bytes_.view().substr(from, utf16_offset(end) - from);
}

}  // namespace sosie::io
