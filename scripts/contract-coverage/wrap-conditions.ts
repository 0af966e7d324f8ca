/** A node of solc's JSON AST, as far as it is read here. */
export type AstNode = {
  nodeType?: string;
  /** `start:length:file`, in bytes. */
  src?: string;
  operator?: string;
  condition?: AstNode | null;
  leftExpression?: AstNode;
  rightExpression?: AstNode;
  components?: (AstNode | null)[];
  isInlineArray?: boolean;
};

type Condition = {
  /** Line of the condition in the source, from 1. */
  line: number;
  text: string;
  /** Lines of the wrapped source that run when the condition is true, and false. */
  whenTrue: number;
  whenFalse: number;
};

export type WrappedSource = {
  wrapped: string;
  conditions: Condition[];
  /** The last line of `wrapped` that is the source's. */
  lastLine: number;
};

const BRANCHING = new Set(["IfStatement", "Conditional", "ForStatement", "WhileStatement", "DoWhileStatement"]);

/**
 * Makes both outcomes of every condition a line of its own, so that line coverage of the result is branch coverage of the
 * source. Each condition (of if, loop and ?:, and each operand of && and ||) becomes the argument of a function that is added
 * behind the source and returns it from one of two lines. No line of the source moves.
 */
export function wrapConditions({ source, ast }: { source: string; ast: AstNode }): WrappedSource {
  const bytes = Buffer.from(source);
  const ranges = conditionRanges(ast);
  const insertions = ranges.flatMap(({ start, end }, index) => [
    { at: start, text: `_condition${index}(` },
    { at: end, text: ")" },
  ]);
  // The source ends with a line feed: the first line behind it is where the functions start.
  const lines = source.split("\n").length;
  const functions = ranges.map((_, index) => conditionFunction(index));
  const conditions = ranges.map(({ start, end }, index) => {
    const from = lines + index * FUNCTION_LINES;
    return {
      line: bytes.subarray(0, start).toString().split("\n").length,
      text: bytes.subarray(start, end).toString().replace(/\s+/g, " "),
      whenTrue: from + 2,
      whenFalse: from + 4,
    };
  });
  return { wrapped: `${insertInto({ bytes, insertions })}${functions.join("")}`, conditions, lastLine: lines - 1 };
}

const FUNCTION_LINES = 6;

function conditionFunction(index: number): string {
  return `function _condition${index}(bool value) pure returns (bool) {
if (value) {
return true; } else {

return false; }
}
`;
}

function conditionRanges(ast: AstNode): { start: number; end: number }[] {
  const found = new Map<string, { start: number; end: number }>();
  const add = (node: AstNode) => {
    for (const atom of atomsOf(node)) found.set(atom.src ?? "", rangeOf(atom));
  };
  visit({
    node: ast,
    see: (node) => {
      if (BRANCHING.has(node.nodeType ?? "") && node.condition) add(node.condition);
      if (isLogical(node)) add(node);
    },
  });
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function atomsOf(node: AstNode): AstNode[] {
  if (isLogical(node))
    return [node.leftExpression, node.rightExpression].flatMap((side) => (side ? atomsOf(side) : []));
  const inner = node.nodeType === "TupleExpression" && !node.isInlineArray ? node.components?.[0] : undefined;
  return inner && node.components?.length === 1 ? atomsOf(inner) : [node];
}

function isLogical({ nodeType, operator }: AstNode): boolean {
  return nodeType === "BinaryOperation" && (operator === "&&" || operator === "||");
}

function visit({ node, see }: { node: unknown; see: (node: AstNode) => void }): void {
  if (Array.isArray(node)) {
    for (const item of node) visit({ node: item, see });
  } else if (typeof node === "object" && node !== null) {
    if ("nodeType" in node) see(node as AstNode);
    for (const value of Object.values(node)) visit({ node: value, see });
  }
}

function rangeOf({ src = "" }: AstNode): { start: number; end: number } {
  const [start = Number.NaN, length = Number.NaN] = src.split(":").map(Number);
  return { start, end: start + length };
}

function insertInto({ bytes, insertions }: { bytes: Buffer; insertions: { at: number; text: string }[] }): string {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    parts.push(bytes.subarray(from, at), Buffer.from(text));
    from = at;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts).toString();
}
