import { type ErrorDefinition, errorCatalogue } from '../src/errors.ts';

/** The error catalogue for people, as Markdown. */
export const errorTable = (): string => `# Error codes

Generated from \`src/errors.ts\`. The set grows: treat an unknown code as a refusal or a failure.

## Refusals

In \`errors\` of a mutation's payload, as \`UserError.code\`. Nothing was changed.

${table('refusal')}

## GraphQL errors

In \`extensions.code\` of the response's \`errors\`.

${table('graphql')}

## Close reasons

With the status code with which a WebSocket is closed.

${table('close')}
`;

const table = (kind: ErrorDefinition['kind']): string =>
  ['| Code | Meaning | Raised by |', '| --- | --- | --- |', ...rows(kind)].join('\n');

const rows = (kind: ErrorDefinition['kind']): string[] =>
  Object.entries<ErrorDefinition>(errorCatalogue)
    .filter(([, definition]) => [definition.kind, definition.also].includes(kind))
    .map(([code, { meaning, raisedBy }]) => `| \`${code}\` | ${meaning} | ${raisedBy.join(', ')} |`);
