"""Writes lists of words as C++ string literals, one word or group a line."""


def write_literal(out, name, lines, width=112):
    out.write(f"constexpr std::string_view {name} =\n")
    row = ""
    for line in lines:
        piece = line + "\\n"
        if row and len(row) + len(piece) > width:
            out.write(f'    "{row}"\n')
            row = ""
        row += piece
    out.write(f'    "{row}";\n')
