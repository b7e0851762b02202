export interface Input {
  readonly a: number | string;
  readonly b: number | string;
  readonly op: string;
}

export interface Output {
  readonly a: number;
  readonly b: number;
  readonly op: string;
  /** NaN, which is null in JSON, where there is no result. */
  readonly c: number;
}

type Operation = (a: number, b: number) => number;

const add: Operation = (a, b) => a + b;
const subtract: Operation = (a, b) => a - b;
const multiply: Operation = (a, b) => a * b;
const divide: Operation = (a, b) => (b === 0 ? Number.NaN : a / b);

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["+", add],
  ["add", add],
  ["-", subtract],
  ["sub", subtract],
  ["*", multiply],
  ["mul", multiply],
  ["/", divide],
  ["div", divide],
]);

/** Calculates; what it throws begins with the status that the API answers. */
export async function handler({ a, b, op }: Partial<Input>): Promise<Output> {
  if (a === undefined || b === undefined || op === undefined) throw new Error("400 Invalid Input");
  const operands = { a: numberOf(a), b: numberOf(b) };
  const operation = OPERATIONS.get(op);
  if (operation === undefined) throw new Error("400 Invalid Operator");
  return { ...operands, op, c: operation(operands.a, operands.b) };
}

function numberOf(operand: number | string): number {
  const value = String(operand).trim() === "" ? Number.NaN : Number(operand);
  if (Number.isNaN(value)) throw new Error("400 Invalid Operand");
  return value;
}
