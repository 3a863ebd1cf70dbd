/** An amount in minor units of an ISO 4217 currency, such as cents. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}
