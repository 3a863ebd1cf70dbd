/** What a person at the terminal needs to know, in a few lines. */
export const banner = (url: string, dataDirectory: string): string => `
  Constellation is ready.

    Graph     ${url}/graphql
    Sandbox   ${url}/sandbox
    Data      ${dataDirectory}

  Open the sandbox and run its tabs from left to right: find a venue, hold a table,
  confirm it, and watch the status arrive. Ctrl-C stops everything; the data stay.
`;
