/** What a person at the terminal needs to know, in a few lines. */
export const banner = (url: string, dataDirectory: string): string => `
  Constellation is ready.

    Graph     ${url}/graphql
    Sandbox   ${url}/sandbox
    Data      ${dataDirectory}

  Open the sandbox and run its tabs from left to right: find a venue, hold a table,
  confirm it; with Watch running in a second window you see it all happen.
  Ctrl-C stops everything; the data stay.
`;
