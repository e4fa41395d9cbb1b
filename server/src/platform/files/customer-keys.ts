/** A data key per customer, wrapped by the master key from the configuration: destroying the key erases the customer's files. */
export interface CustomerKeys {
  /** Keys of these customers, made where missing; one query for all. */
  forCustomers(customerIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  destroy(customerId: string): Promise<void>;
}
