#pragma once

namespace sosie::bench {

/// Dictionary joins of 72,000 surnames and of e-mail addresses.
void join_rows();
/// All pairs inside blocks of 128 values.
void block_rows();
/// Each value of a block against all of it, beside the rival's SIMD classes.
void multi_rows();
/// One pair after the other.
void pair_rows();

}  // namespace sosie::bench
