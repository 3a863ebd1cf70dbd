export const wait = (): Promise<boolean> => Promise.resolve(true);

export function forgotten(): void {
  wait(); // breaks typescript/no-floating-promises
}

export const always = (): string => (wait() ? 'yes' : 'no'); // breaks typescript/no-misused-promises

export function text(): void {
  throw 'text'; // breaks typescript/only-throw-error
}

export const rejected = (): Promise<never> => Promise.reject('text'); // breaks typescript/prefer-promise-reject-errors

export async function caught(): Promise<boolean> {
  try {
    return wait(); // breaks typescript/return-await
  } catch {
    return false;
  }
}
