import type { FirstAdministrator } from './first-administrator.ts';
import type { Fleet } from './fleet.ts';

/** What a person at the terminal needs to know of many processes, in a few lines. */
export const banner = (
  { gateways, processes }: Fleet,
  { email, passwordFile }: FirstAdministrator,
  dataDirectory: string,
  logLevel: string,
): string => `
  Constellation is ready, as ${processes.length} processes.

    Graph     ${gateways.map(({ url }) => `${url}/graphql`).join('\n              ')}
    Sandbox   ${gateways.map(({ url }) => `${url}/sandbox`).join('\n              ')}
    Processes ${processes.map(({ name, pid }) => `${name} (${pid})`).join(', ')}
    Account   ${email}, with the password in ${passwordFile}
    Data      ${dataDirectory}
    Logs      here, from ${logLevel} on; CONSTELLATION_LOG_LEVEL=info shows every request

  Kill one of them (kill -9 <number>) and go on asking, at the other gateway if it
  was yours: it is started again. Ctrl-C stops everything; the data stay.
`;
