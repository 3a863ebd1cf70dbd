/** Imported first by every process: keeps the gateway from phoning home before it loads. */
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
