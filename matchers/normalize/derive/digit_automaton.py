"""Regular expressions over digits to one minimal deterministic automaton, and to programs of a tiny matcher.

Only what numbering plans use is understood: literals, classes, groups, alternatives, counted repeats, `$` at the end.
"""
import re._parser as sre

DIGITS = "0123456789"


def _class_mask(items):
    mask = 0
    for op, value in items:
        if op is sre.LITERAL:
            mask |= 1 << (value - 48)
        elif op is sre.RANGE:
            for code in range(value[0], value[1] + 1):
                mask |= 1 << (code - 48)
        elif op is sre.CATEGORY:
            mask |= 0x3FF
        else:
            raise ValueError(f"unknown class item {op}")
    return mask


class Nfa:
    """Thompson automaton: states are numbers, `edges[state]` holds (mask, target), `free[state]` targets without a digit."""

    def __init__(self):
        self.edges, self.free, self.tags = [], [], {}

    def state(self):
        self.edges.append([])
        self.free.append([])
        return len(self.edges) - 1

    def add(self, pattern, start, tag):
        """Strings matched wholly by `pattern` from `start` end in a state tagged `tag`."""
        end = self._sequence(sre.parse(pattern), start)
        self.tags.setdefault(end, set()).add(tag)
        return end

    def _sequence(self, items, at):
        for op, value in items:
            at = self._item(op, value, at)
        return at

    def _item(self, op, value, at):
        if op is sre.LITERAL:
            return self._digit(1 << (value - 48), at)
        if op is sre.IN:
            return self._digit(_class_mask(value), at)
        if op is sre.SUBPATTERN:
            return self._sequence(value[3], at)
        if op is sre.BRANCH:
            end = self.state()
            for branch in value[1]:
                start = self.state()
                self.free[at].append(start)
                self.free[self._sequence(branch, start)].append(end)
            return end
        if op is sre.MAX_REPEAT:
            return self._repeat(*value, at)
        raise ValueError(f"unknown pattern item {op}")

    def _digit(self, mask, at):
        end = self.state()
        self.edges[at].append((mask, end))
        return end

    def _repeat(self, low, high, items, at):
        for _ in range(low):
            at = self._sequence(items, at)
        if high is sre.MAXREPEAT:
            loop = self.state()
            self.free[at].append(loop)
            self.free[self._sequence(items, loop)].append(loop)
            return loop
        end = self.state()
        self.free[at].append(end)
        for _ in range(high - low):
            at = self._sequence(items, at)
            self.free[at].append(end)
        return end

    def closure(self, states):
        todo, seen = list(states), set(states)
        while todo:
            for target in self.free[todo.pop()]:
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        return frozenset(seen)


def determinise(nfa, start, longest, verdict):
    """Transitions and verdicts of the automaton from `start`; `verdict(tags, length)` gives an integer, 0 to refuse.

    Lengths are part of the state, for numbering plans judge them; strings longer than `longest` are refused.
    """
    first = (nfa.closure([start]), 0)
    numbers, rows, verdicts, todo = {first: 0}, [None], [0], [first]
    while todo:
        states, length = key = todo.pop()
        tags = set().union(*(nfa.tags.get(state, ()) for state in states)) if states else set()
        verdicts[numbers[key]] = verdict(tags, length)
        row = [-1] * 10
        for digit in range(10):
            targets = {t for s in states for mask, t in nfa.edges[s] if mask >> digit & 1}
            if not targets or length == longest:
                continue
            following = (nfa.closure(targets), length + 1)
            if following not in numbers:
                numbers[following] = len(rows)
                rows.append(None)
                verdicts.append(0)
                todo.append(following)
            row[digit] = numbers[following]
        rows[numbers[key]] = row
    return rows, verdicts


class SharedAutomaton:
    """All automata in one table; states that accept the same strings are one state. State 0 refuses everything."""

    def __init__(self):
        self.rows, self.verdicts = [[0] * 10], [0]
        self._known = {(0, (0,) * 10): 0}

    def add(self, rows, verdicts):
        """Adds an acyclic automaton and returns its start state here."""
        place = {}

        def visit(state):
            if state not in place:
                row = tuple(0 if target < 0 else visit(target) for target in rows[state])
                key = (verdicts[state], row)
                if key not in self._known:
                    self._known[key] = len(self.rows)
                    self.rows.append(list(row))
                    self.verdicts.append(verdicts[state])
                place[state] = self._known[key]
            return place[state]

        return visit(0)


def program(pattern):
    """`pattern` as a list of instructions of the backtracking matcher, in the order of preference of regular expressions.

    ("digit", mask) · ("split", preferred, other) · ("jump", target) · ("save", slot) · ("end",) · ("match",)
    """
    code = []

    def sequence(items):
        for op, value in items:
            emit(op, value)

    def emit(op, value):
        if op is sre.LITERAL:
            code.append(("digit", 1 << (value - 48)))
        elif op is sre.IN:
            code.append(("digit", _class_mask(value)))
        elif op is sre.AT and value is sre.AT_END:
            code.append(("end",))
        elif op is sre.SUBPATTERN:
            group = value[0]
            if group is not None:
                code.append(("save", 2 * group))
            sequence(value[3])
            if group is not None:
                code.append(("save", 2 * group + 1))
        elif op is sre.BRANCH:
            branches(value[1])
        elif op is sre.MAX_REPEAT:
            repeat(*value)
        else:
            raise ValueError(f"unknown pattern item {op}")

    def branches(alternatives):
        exits = []
        for branch in alternatives[:-1]:
            split = len(code)
            code.append(None)
            sequence(branch)
            exits.append(len(code))
            code.append(None)
            code[split] = ("split", split + 1, len(code))
        sequence(alternatives[-1])
        for place in exits:
            code[place] = ("jump", len(code))

    def repeat(low, high, items):
        for _ in range(low):
            sequence(items)
        splits = []
        for _ in range(high - low):
            splits.append(len(code))
            code.append(None)
            sequence(items)
        for place in splits:
            code[place] = ("split", place + 1, len(code))

    sequence(sre.parse(pattern))
    code.append(("match",))
    return code
