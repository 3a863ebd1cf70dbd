import type { Log } from '@constellation/kit';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { publicError } from '../errors/public-error.ts';
import type { Limits } from '../limits/limits.ts';
import type { Subscriptions } from '../subscriptions/open-subscriptions.ts';
import { RefusedOperation, refusalOf, toRefusal } from '../subscriptions/refused-operation.ts';
import { admission, type AdmissionOptions, type ConnectionParams, type SocketContext } from './admission.ts';
import type { Connection } from './connection.ts';
import { startOperation } from './start-operation.ts';

export interface ProtocolOptions extends AdmissionOptions {
  readonly subscriptions: Subscriptions;
  readonly limits: Limits;
  readonly log: Log;
}

/** An operation that will be served, and how to begin it. */
interface Accepted extends ExecutionArgs {
  start(): AsyncGenerator<never>;
}

const isAccepted = (args: ExecutionArgs): args is Accepted => 'start' in args;

/** The protocol graphql-transport-ws over our subscriptions. Payloads do not pass through it: they go straight to the socket. */
export function socketProtocol(options: ProtocolOptions): Server<Connection> {
  return makeServer<ConnectionParams, Connection>({
    connectionInitWaitTimeout: options.limits.initMs,
    onConnect: admission(options),
    onSubscribe: (context, id, payload) => {
      try {
        return accept(context, id, payload, options);
      } catch (error) {
        if (!(error instanceof RefusedOperation)) options.log.error({ err: error }, 'subscription not accepted');
        return toRefusal(error).errors;
      }
    },
    subscribe: (args) => {
      if (!isAccepted(args)) throw new Error('Only accepted operations begin');
      return args.start();
    },
    onError: (_context, _id, _payload, errors) => errors.flatMap(causes).map((error) => publicError(error)),
  });
}

function accept(
  context: SocketContext,
  id: string,
  payload: SubscribePayload,
  { subscriptions, limits }: ProtocolOptions,
): Accepted {
  const { extra: connection, subscriptions: open } = context;
  const { principal } = connection.access ?? {};
  if (!principal) throw refusalOf('UNAUTHENTICATED', 'What this socket has shown is good no more');
  if (Object.keys(open).length > limits.subscriptionsPerSocket) {
    throw refusalOf('BAD_REQUEST', `A socket carries at most ${limits.subscriptionsPerSocket} subscriptions`);
  }
  const { query, operationName, variables } = payload;
  const request = { query, operationName: operationName ?? undefined, variables: variables ?? {} };
  const bound = subscriptions.bind(request, principal);
  const { document, plan } = bound.document;
  const start = () => startOperation({ id, bound, principal, outlet: connection.outlet, subscriptions, limits });
  return { schema: plan.graph.schema, document, operationName, start };
}

/** graphql-ws wraps what ends an operation. */
const causes = (error: GraphQLError): readonly GraphQLError[] =>
  error.originalError instanceof RefusedOperation ? error.originalError.errors : [error];
