/** Imported first by every process, as libraries read these while they load. */

/** Keeps the gateway from phoning home. */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

/** Otherwise GraphQL checks every value once more and the gateway shows its plans to whoever asks. */
process.env['NODE_ENV'] ??= 'production';
