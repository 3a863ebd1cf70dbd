// @ts-nocheck: it runs in browsers.
/** Starts GraphiQL, which `graphiql.js` has brought along, with the example operations in its tabs. */
globalThis.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => `/sandbox/workers/${label}.js` };

const examples = await fetch('/sandbox/examples').then((response) => response.json());

globalThis.YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  endpoint: '/graphql',
  subscriptionsProtocol: 'WS',
  title: 'Constellation',
  logo: '<img src="/sandbox/icon.svg" alt="" width="32" height="32">',
  defaultTabs: examples,
  shouldPersistHeaders: false,
});
