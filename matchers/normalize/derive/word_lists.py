"""Writes lists of words as C++ string literals, one word or group a line."""


def write_literal(out, name, lines, width=112, kind="std::string_view {}"):
    """`kind` "char {}[]" suits texts longer than compilers count in a constant expression."""
    out.write(f"constexpr {kind.format(name)} =\n")
    row = ""
    for line in lines:
        piece = line + "\\n"
        if row and len(row) + len(piece) > width:
            out.write(f'    "{row}"\n')
            row = ""
        row += piece
    out.write(f'    "{row}";\n')
