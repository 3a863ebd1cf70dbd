import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { blacken, blackened } from './blacken.ts';

/** A structured log; `child({ traceId })` gives one for a request. */
export type Log = Logger;

/** How much is logged: this level and everything graver. */
export type LogLevel = LevelWithSilent;

/** How a process logs. */
export interface LogOptions {
  readonly name: string;
  readonly level: LogLevel;
  /** Coloured lines for a person at a terminal instead of JSON. */
  readonly pretty?: boolean;
  /** Where the lines go; standard output when left out. */
  readonly destination?: DestinationStream;
}

const headers = ['authorization', 'cookie', 'set-cookie'];

/** Where headers stand in requests and errors, which are written by serializers of their own. */
const places = ['req.headers', 'request.headers', 'response.headers', 'request.raw.headers', 'err.options.headers'];

const redact = places.flatMap((place) => headers.map((header) => `${place}["${header}"]`));

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
      formatters: { level: (label) => ({ level: label }), log: blacken },
      redact: { paths: redact, censor: blackened },
    },
    pretty ? prettyLines(destination) : destination,
  );
}

const standardOutput = () => pino.destination({ dest: 1, sync: true });

function prettyLines(destination: DestinationStream): DestinationStream {
  const pretty = forPeople(true);
  return { write: (line) => destination.write(pretty(line)) };
}

/** Turns a line of a log into what a person reads, with or without colours; what is none stays as it is. */
export const forPeople = (colorize: boolean): ((line: string) => string) =>
  prettyFactory({ colorize, ignore: 'name', translateTime: 'SYS:HH:MM:ss.l' });
