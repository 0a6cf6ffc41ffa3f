#include "io/decompress.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace sosie::io {
namespace {

constexpr size_t kStep = 1 << 20;  // bytes taken and given at once

Status damaged(const char* format, size_t offset, std::string_view what) {
  return Status::invalid_data(fmt::format("damaged {} data near byte {}: {}", format, offset, what));
}

Status cut_short(const char* format, size_t offset) {
  return Status::invalid_data(fmt::format("the {} data is cut short after {} bytes", format, offset))
      .hint("the copy of the file is incomplete");
}

Status check_expansion(size_t bytes_in, size_t bytes_out, const ExpansionLimits& limits) {
  if (bytes_out > limits.max_bytes)
    return Status::invalid_data(fmt::format("the file expands to more than {} bytes", limits.max_bytes));
  if (bytes_out / std::max<size_t>(bytes_in, 1) >= limits.max_ratio && bytes_out > limits.max_ratio * bytes_in)
    return Status::invalid_data(
               fmt::format("the file expands to more than {} times its {} bytes", limits.max_ratio, bytes_in))
        .hint("decompress it yourself if it is meant to be so repetitive");
  return {};
}

/// Bytes after the last member: padding with zeros is usual on tapes, anything else is damage.
Status check_trailing(std::string_view rest, size_t offset) {
  if (rest.find_first_not_of('\0') == std::string_view::npos) return {};
  return damaged("gzip", offset, "other bytes follow the compressed ones");
}

struct InflateEnd {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;
  }
};

std::unique_ptr<z_stream, InflateEnd> make_inflate() {
  std::unique_ptr<z_stream, InflateEnd> stream(new z_stream{});
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  return inflateInit2(stream.get(), kGzipOnly) == Z_OK ? std::move(stream) : nullptr;
}

Status gunzip(std::string_view compressed, const ExpansionLimits& limits, ByteBuffer& out) {
  const auto stream = make_inflate();
  if (stream == nullptr) return Status::budget_exceeded("no memory to decompress gzip");
  for (size_t offset = 0;;) {
    SOSIE_RETURN_IF_ERROR(out.make_room(kStep));
    const size_t room = std::min(out.room(), kStep), left = std::min(compressed.size() - offset, kStep);
    stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data() + offset));
    stream->avail_in = static_cast<uInt>(left);
    stream->next_out = reinterpret_cast<Bytef*>(out.end());
    stream->avail_out = static_cast<uInt>(room);
    const int outcome = inflate(stream.get(), Z_NO_FLUSH);
    offset += left - stream->avail_in;
    out.append(room - stream->avail_out);
    SOSIE_RETURN_IF_ERROR(check_expansion(compressed.size(), out.size(), limits));
    if (outcome == Z_STREAM_END) {
      const std::string_view rest = compressed.substr(offset);
      if (recognise_compression(rest) != Compression::gzip) return check_trailing(rest, offset);
      inflateReset(stream.get());
    } else if (outcome == Z_BUF_ERROR || (outcome == Z_OK && left == 0 && stream->avail_out == room)) {
      return cut_short("gzip", compressed.size());
    } else if (outcome != Z_OK) {
      return damaged("gzip", offset, stream->msg == nullptr ? "unknown error" : stream->msg);
    }
  }
}

Status unzstd(std::string_view compressed, const ExpansionLimits& limits, ByteBuffer& out) {
  const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (context == nullptr) return Status::budget_exceeded("no memory to decompress zstd");
  ZSTD_inBuffer in = {compressed.data(), compressed.size(), 0};
  for (;;) {
    SOSIE_RETURN_IF_ERROR(out.make_room(kStep));
    ZSTD_outBuffer block = {out.end(), std::min(out.room(), kStep), 0};
    const size_t taken_before = in.pos;
    const size_t outcome = ZSTD_decompressStream(context.get(), &block, &in);
    if (ZSTD_isError(outcome)) return damaged("zstd", in.pos, ZSTD_getErrorName(outcome));
    out.append(block.pos);
    SOSIE_RETURN_IF_ERROR(check_expansion(compressed.size(), out.size(), limits));
    if (outcome == 0 && in.pos == in.size) return {};
    if (in.pos == taken_before && block.pos == 0) return cut_short("zstd", compressed.size());
  }
}

}  // namespace

Compression recognise_compression(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\x1f\x8b"sv)) return Compression::gzip;
  const bool zstd_skippable = bytes.size() >= 4 && (bytes[0] & 0xf0) == 0x50 && bytes.substr(1, 3) == "\x2a\x4d\x18"sv;
  if (bytes.starts_with("\x28\xb5\x2f\xfd"sv) || zstd_skippable) return Compression::zstd;
  return Compression::none;
}

Status decompress(Compression compression, std::string_view compressed, const ExpansionLimits& limits,
                  ByteBuffer& out) {
  SOSIE_RETURN_IF_ERROR(compression == Compression::gzip ? gunzip(compressed, limits, out)
                                                         : unzstd(compressed, limits, out));
  return out.finish();
}

}  // namespace sosie::io
