// As much of Node as the tests use.

declare module "node:assert/strict" {
  const assert: {
    equal(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    match(actual: string, pattern: RegExp): void;
    rejects(attempt: Promise<unknown>, expected?: object | ((error: Error & Record<string, unknown>) => boolean)): Promise<void>;
  };
  export default assert;
}

declare module "node:test" {
  interface Context {
    after(task: () => void): void;
    mock: {
      method(of: object, name: string, replacement: (...given: never[]) => unknown): { mock: { callCount(): number } };
      timers: { enable(options: { apis: string[] }): void; tick(milliseconds: number): void };
    };
  }
  export default function test(name: string, body: (context: Context) => unknown): void;
}
