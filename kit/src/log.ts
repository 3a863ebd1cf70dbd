import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { PinoPretty } from 'pino-pretty';

/** A structured log; `child({ traceId })` gives one for a request. */
export type Log = Logger;

/** How much is logged: this level and everything graver. */
export type LogLevel = LevelWithSilent;

export interface LogOptions {
  readonly name: string;
  readonly level: LogLevel;
  /** Coloured lines for a person at a terminal instead of JSON. */
  readonly pretty?: boolean;
  /** Where the lines go; standard output when left out. */
  readonly destination?: DestinationStream;
}

const secrets = ['authorization', 'cookie', '["set-cookie"]', 'password', 'secret', 'token'];

/** Dotted paths of every secret, at the top and up to three levels down. */
const redact = secrets.flatMap((secret) => {
  const step = secret.startsWith('[') ? secret : `.${secret}`;
  return [secret, `*${step}`, `*.*${step}`, `*.*.*${step}`];
});

/**
 * Opens the log of a process: one JSON line per entry with the level as a word and an ISO 8601 time, secrets blackened.
 * Lines are written before the call returns, so a process that dies has said why.
 */
export function openLog({ name, level, pretty = false, destination = standardOutput() }: LogOptions): Log {
  return pino(
    {
      name,
      level,
      base: {},
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redact, censor: '[redacted]' },
    },
    pretty ? prettyStream(destination) : destination,
  );
}

const standardOutput = () => pino.destination({ dest: 1, sync: true });

const prettyStream = (destination: DestinationStream) =>
  PinoPretty({ colorize: true, sync: true, ignore: 'name', translateTime: 'SYS:HH:MM:ss.l', destination });
