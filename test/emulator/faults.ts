/** The ways in which a request can go wrong on demand. */
const FAULT_MODES = [
  "drop_before",
  "drop_after",
  "500",
  "500_kept",
  "500_after",
  "400",
  "429",
  "409",
  "delay",
  "delay_after",
  "hang",
  "hang_after",
] as const;

/** One way to go wrong. */
type FaultMode = (typeof FAULT_MODES)[number];

/** A fault that waits for a request of its operation (`*` for any). */
export type Fault = { op: string; mode: FaultMode; times: number; ms: number };

/** The faults that wait for requests, used up in the order they were set. */
export class FaultQueue {
  #waiting: Fault[] = [];

  /** Sets a fault for the next requests of an operation. */
  add(fault: Fault): void {
    this.#waiting.push(fault);
  }

  /** Takes the next fault that is meant for an operation. */
  take(operation: string): Fault | undefined {
    const fault = this.#waiting.find(({ op }) => op === "*" || op === operation);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.#waiting = this.#waiting.filter((one) => one !== fault);
    return fault;
  }

  /** Forgets every fault. */
  clear(): void {
    this.#waiting = [];
  }
}

/** Whether a text names a way to go wrong. */
export function isFaultMode(value: string): value is FaultMode {
  return FAULT_MODES.some((mode) => mode === value);
}
