/* The verdict in the browser: the same clauses as scoring/verdict, by the numbers of the rules
   that the page holds. Pure: no page, no words. Names in data are those of Python; tests compare
   both on random cases (tests/reports/test_verdict_in_browser.py). */

/* What a scenario comes to: the verdict, and the dimension scores that lead to it. */
export function verdictIf(whatIf, moves) {
  const state = stateAfter(whatIf, moves);
  return { verdict: decide(whatIf.rules, state), dimensions: state.dimensions };
}

/* What the clauses look at after moves; what is not moved stays as it was released. */
export function stateAfter(whatIf, moves) {
  const gates = moves.gates ?? {};
  return {
    dimensions: Object.fromEntries(
      whatIf.dimensions.map((part) => [
        part.code,
        moved(part, moves.capabilities ?? {}, whatIf.rules),
      ]),
    ),
    gates: Object.fromEntries(
      whatIf.gates.map((gate) => [gate.code, gates[gate.code] ?? gate.start]),
    ),
    unproven: whatIf.gates
      .filter((gate) => gate.status === "unproven" && !(gate.code in gates))
      .map((gate) => gate.code),
    technology_stage: moves.technology_stage ?? whatIf.technology_stage,
    pilot_unit: moves.pilot_unit ?? whatIf.pilot_unit,
    critical_hierarchy_gap: moves.critical_hierarchy_gap ?? whatIf.critical_hierarchy_gap,
  };
}

function moved(part, moves, rules) {
  let score = part.start;
  for (const capability of part.capabilities) {
    if (capability.code in moves) {
      score += (moves[capability.code] - capability.score) / part.counting;
    }
  }
  return Math.min(rules.highest, Math.max(rules.lowest, score));
}

/* The first clause that holds decides. */
export function decide(rules, state) {
  const given = caseOf(rules, state);
  const [rule, reasons] = firstClause(given);
  return {
    code: rule.split(".")[0].toUpperCase(),
    rule,
    reasons,
    dimensions_missing: [],
    dimensions_below: given.codes.filter((code) => given.isLow(code, rules.fix_minimum)),
    gates_failed: given.named("gate_failed"),
    gates_unproven: given.named("gate_unproven"),
    gates_warned: given.named("gate_warned"),
    lag: given.lag,
    sequence: notice(given),
  };
}

function caseOf(rules, state) {
  const below = (score, limit) => score < limit - rules.tolerance;
  const codes = [rules.strategy, rules.culture, rules.data, rules.alignment];
  const scores = state.dimensions;
  const findings = rules.gates
    .map((gate) => ({ gate, reason: gateReason(gate, state, below) }))
    .filter(({ reason }) => reason !== null)
    .sort((one, other) => position(codes, one.gate) - position(codes, other.gate));
  return {
    rules,
    state,
    codes,
    scores,
    findings,
    below,
    lag: lagOf(rules, state),
    isLow: (code, limit) => below(scores[code], limit),
    named: (kind) =>
      findings.filter(({ reason }) => reason.kind === kind).map(({ gate }) => gate.code),
  };
}

function position(codes, gate) {
  const found = codes.indexOf(gate.dimension);
  return found < 0 ? codes.length : found;
}

function gateReason(gate, state, below) {
  const value = state.gates[gate.code] ?? null;
  if (value !== null && below(value, gate.pilot)) {
    return reason("gate_failed", gate.code, value, gate.pilot);
  }
  if (state.unproven.includes(gate.code)) {
    return reason("gate_unproven", gate.code, value, gate.pilot);
  }
  if (value !== null && below(value, gate.proceed)) {
    return reason("gate_warned", gate.code, value, gate.proceed);
  }
  return null;
}

function reason(kind, code = null, value = null, limit = null) {
  return { kind, code, value, limit };
}

function lagOf(rules, state) {
  if (state.technology_stage === null || rules.technology === null) return null;
  const foundation = Math.min(
    state.dimensions[rules.strategy],
    state.dimensions[rules.culture],
  );
  return Math.max(0, rules.technology.required[state.technology_stage] - foundation);
}

function notice({ lag, rules, below }) {
  if (lag === null || below(lag, rules.technology.ahead)) return null;
  return below(lag, rules.technology.far_ahead) ? "ahead" : "far_ahead";
}

function firstClause(given) {
  const { rules, state } = given;
  const stop = stopClause(given);
  if (stop !== null) return stop;
  if (!missesProceed(given)) return ["proceed", []];
  if (!missesConditions(given)) return ["conditions", heldBack(given, rules.proceed_minimum)];
  const reasons = heldBack(given, rules.fix_minimum);
  if (cannotPilot(given)) return ["fix", reasons];
  if (state.pilot_unit) return ["pilot", reasons];
  return ["fix", [...reasons, reason("no_pilot_unit")]];
}

function stopClause(given) {
  const { rules, state, lag, below } = given;
  const lowGates = rules.stop_gates
    .filter((code) => below(state.gates[code] ?? Infinity, rules.stop_gate_below))
    .map((code) => reason("gate_failed", code, state.gates[code], rules.stop_gate_below));
  if (lowGates.length > 0 && lowGates.length === rules.stop_gates.length) {
    return ["stop.gates", lowGates];
  }
  const limit = rules.stop_foundation_below;
  const low = [rules.strategy, rules.culture]
    .filter((code) => given.isLow(code, limit))
    .map((code) => reason("dimension_below", code, given.scores[code], limit));
  if (low.length === 2) return ["stop.foundation", low];
  if (low.length > 0 && lag !== null && !below(lag, rules.stop_lag)) {
    return ["stop.sequence", [...low, reason("technology_ahead", null, lag, rules.stop_lag)]];
  }
  return null;
}

function missesProceed(given) {
  return (
    anyBelow(given, given.rules.proceed_minimum) ||
    given.findings.length > 0 ||
    given.state.critical_hierarchy_gap
  );
}

function missesConditions(given) {
  return (
    anyBelow(given, given.rules.conditions_minimum) ||
    isBlocked(given) ||
    given.named("gate_warned").length > given.rules.conditions_warnings
  );
}

function cannotPilot(given) {
  const { rules, isLow } = given;
  return (
    isLow(rules.strategy, rules.pilot_strategy) ||
    isLow(rules.alignment, rules.pilot_alignment) ||
    isLow(rules.data, rules.pilot_data) ||
    isLow(rules.culture, rules.pilot_culture) ||
    isBlocked(given)
  );
}

function anyBelow({ codes, isLow }, limit) {
  return codes.some((code) => isLow(code, limit));
}

function isBlocked(given) {
  return given.findings.length > given.named("gate_warned").length;
}

/* What holds back more, in the order of the dimensions. */
function heldBack({ codes, scores, findings, isLow, state }, minimum) {
  const reasons = [];
  for (const code of codes) {
    if (isLow(code, minimum)) {
      reasons.push(reason("dimension_below", code, scores[code], minimum));
    }
    reasons.push(...findings.filter(({ gate }) => gate.dimension === code).map(reasonOf));
  }
  reasons.push(...findings.filter(({ gate }) => !codes.includes(gate.dimension)).map(reasonOf));
  if (state.critical_hierarchy_gap) reasons.push(reason("hierarchy_gap"));
  return reasons;
}

function reasonOf(finding) {
  return finding.reason;
}
