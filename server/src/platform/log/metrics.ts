import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process. Names begin with `posthorn_`; asking for a name again gives the same metric. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter<string>;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge<string>;
  /** Buckets in seconds. */
  histogram(name: string, help: string, labels?: readonly string[], buckets?: readonly number[]): Histogram<string>;
  /** The text exposition format. */
  expose(): Promise<string>;
}

export function createMetrics(options: { readonly process?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry, prefix: 'posthorn_' });
  const full = (name: string) => `posthorn_${name}`;
  const once = <T>(name: string, make: () => T): T => (registry.getSingleMetric(full(name)) as T | undefined) ?? make();
  return {
    counter: (name, help, labels = []) =>
      once(name, () => new Counter({ name: full(name), help, labelNames: [...labels], registers: [registry] })),
    gauge: (name, help, labels = []) =>
      once(name, () => new Gauge({ name: full(name), help, labelNames: [...labels], registers: [registry] })),
    histogram: (name, help, labels = [], buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60]) =>
      once(name, () => new Histogram({ name: full(name), help, labelNames: [...labels], buckets: [...buckets], registers: [registry] })),
    expose: () => registry.metrics(),
  };
}
