import { type FieldNode, GraphQLError, Kind, type ValidationRule } from 'graphql';
import type { Limits } from './limits.ts';
import { expectedEntries } from './list-sizes.ts';
import { measure, type Measures } from './measure.ts';

const names: Readonly<Record<keyof Measures, string>> = {
  depth: 'fields below one another',
  aliases: 'aliases',
  rootFields: 'root fields',
  fields: 'fields',
  values: 'values to expect in its answer, lists with all their entries',
};

const bounds = ['depth', 'aliases', 'rootFields', 'fields', 'values'] as const;

/** The validation rule that refuses operations beyond the limits, before anything is planned. */
export const boundedDocument =
  (limits: Pick<Limits, keyof Measures>): ValidationRule =>
  (context) => {
    const entries = new Map<FieldNode, number>();
    return {
      Field(node) {
        const field = context.getFieldDef();
        if (field) entries.set(node, expectedEntries(field, node));
      },
      Document: {
        leave({ definitions }) {
          for (const operation of definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)) {
            const measures = measure(
              operation,
              (name) => context.getFragment(name),
              (field) => entries.get(field) ?? 1,
            );
            for (const bound of bounds.filter((each) => measures[each] > limits[each])) {
              const message = `The operation has ${measures[bound]} ${names[bound]}; at most ${limits[bound]} are allowed`;
              context.reportError(new GraphQLError(message, { nodes: operation }));
            }
          }
        },
      },
    };
  };
