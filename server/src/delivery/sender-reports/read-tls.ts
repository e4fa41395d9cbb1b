import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { domainOf, line, mostRows, type TlsReport, Unreadable } from './types.ts';

const Count = Type.Integer({ minimum: 0 });
/** RFC 8460, section 4.4; what is not read here may be there too. */
const Report = Type.Object({
  'organization-name': Type.Optional(Type.String()),
  'date-range': Type.Object({ 'start-datetime': Type.String(), 'end-datetime': Type.String() }),
  'report-id': Type.String(),
  policies: Type.Array(
    Type.Object({
      policy: Type.Object({ 'policy-domain': Type.String() }),
      summary: Type.Object({ 'total-successful-session-count': Count, 'total-failure-session-count': Count }),
      'failure-details': Type.Optional(
        Type.Array(
          Type.Object({
            'result-type': Type.String(),
            'receiving-mx-hostname': Type.Optional(Type.String()),
            'failed-session-count': Count,
          }),
        ),
      ),
    }),
    { minItems: 1, maxItems: 100 },
  ),
});
type Policies = Static<typeof Report>['policies'];

/** Reads a report about TLS; of several policies those of the first one's domain. @throws Unreadable */
export function readTls(text: string): TlsReport {
  const report = parsed(text);
  const domain = domainOf(report.policies[0]!.policy['policy-domain']);
  const policies = report.policies.filter((one) => one.policy['policy-domain'].trim().toLowerCase().replace(/\.$/, '') === domain);
  const sum = (name: keyof Policies[number]['summary']) => policies.reduce((all, { summary }) => all + summary[name], 0);
  return {
    kind: 'tls',
    organisation: line(report['organization-name'] ?? '') || 'unknown',
    reportId: line(report['report-id']),
    domain,
    begins: momentOf(report['date-range']['start-datetime']),
    ends: momentOf(report['date-range']['end-datetime']),
    succeeded: sum('total-successful-session-count'),
    failed: sum('total-failure-session-count'),
    rows: policies
      .flatMap((one) => one['failure-details'] ?? [])
      .slice(0, mostRows)
      .map((detail) => ({
        reason: line(detail['result-type']),
        receiver: line(detail['receiving-mx-hostname'] ?? ''),
        sessions: detail['failed-session-count'],
      })),
  };
}

function parsed(text: string): Static<typeof Report> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Unreadable(`it is no JSON: ${(cause as Error).message}`);
  }
  if (!Value.Check(Report, json)) throw new Unreadable('it is no report about TLS');
  return json;
}

function momentOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Unreadable('it says no time');
  return at;
}
