import { StartFailure } from './start-failure.ts';

/** A place to listen at, and the variable that says so. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly variable: string;
}

/** That a port is taken is for whoever starts the process to mend, so it is said in their words; other errors stay. */
export const portInUse = (error: unknown, { host, port, variable }: Place): unknown =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? new StartFailure(`The port ${port} of ${host} is in use by another program; choose another with ${variable}`)
    : error;
