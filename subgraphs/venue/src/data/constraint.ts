import { UniqueConstraintViolationException } from '@mikro-orm/core';

/** Whether the database refused a row because of this unique constraint. */
export const violates = (error: unknown, constraint: string): boolean =>
  error instanceof UniqueConstraintViolationException && 'constraint' in error && error.constraint === constraint;
