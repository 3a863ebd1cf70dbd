import { demoAccounts, demoPassword } from './demo/accounts.ts';

interface Started {
  readonly url: string;
  readonly dataDirectory: string;
  readonly partnerKey: string;
}

/** What a person at the terminal needs to know, in a few lines. */
export const banner = ({ url, dataDirectory, partnerKey }: Started): string => `
  Constellation is ready.

    Graph     ${url}/graphql
    Sandbox   ${url}/sandbox
    Data      ${dataDirectory}
    Accounts  ${demoAccounts.map(({ email }) => email).join('\n              ')}
              with the password ${demoPassword}
    Partner   ${partnerKey}

  Open the sandbox, sign in above the editor, and run the tabs from left to right:
  find a venue, put its id into the next tab's variables, hold a table, confirm it;
  with Watch running in a second window, signed in there too, you see it all happen.
  Ctrl-C stops everything; the data stay.
`;
