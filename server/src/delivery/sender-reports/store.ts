import { sql } from 'kysely';
import { newId } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { SenderReport } from './types.ts';

/** Keeps a report. @returns false when it is there already: receivers send one twice when an answer gets lost */
export async function keepReport(trx: Trx, report: SenderReport, now: Date): Promise<boolean> {
  const { kind, organisation, reportId, domain, begins, ends } = report;
  const id = newId();
  const { rows } = await sql`insert into delivery.sender_reports (id, kind, organisation, report_id, domain, begins_at, ends_at, came_at)
    values (${id}, ${kind}, ${organisation}, ${reportId}, ${domain}, ${begins}, ${ends}, ${now})
    on conflict do nothing returning id`.execute(trx);
  if (rows.length === 0) return false;
  if (report.kind === 'dmarc') {
    const of = report.rows;
    await sql`insert into delivery.dmarc_rows (sender_report_id, source, messages, disposition, dkim, spf, signed_for, sent_for)
      select ${id}, * from unnest(${of.map((one) => one.source)}::text[], ${of.map((one) => one.messages)}::bigint[],
        ${of.map((one) => one.disposition)}::text[], ${of.map((one) => one.dkim)}::boolean[], ${of.map((one) => one.spf)}::boolean[],
        ${of.map((one) => one.signedFor)}::text[], ${of.map((one) => one.sentFor)}::text[])`.execute(trx);
  } else {
    // What went well is a line without a reason.
    const of = [{ reason: '', receiver: '', sessions: report.succeeded }, ...report.rows];
    await sql`insert into delivery.tls_rows (sender_report_id, reason, receiver, sessions)
      select ${id}, * from unnest(${of.map((one) => one.reason)}::text[], ${of.map((one) => one.receiver)}::text[],
        ${of.map((one) => one.sessions)}::bigint[])`.execute(trx);
  }
  return true;
}

/** What all receivers together saw of one source. */
export interface Source {
  readonly source: string;
  readonly messages: number;
  readonly dkim: number;
  readonly spf: number;
  /** Neither passed: receivers take it for forged. */
  readonly failed: number;
  readonly rejected: number;
  readonly signedFor: readonly string[];
  readonly sentFor: readonly string[];
}

/** Sources of a domain since a moment, those with most messages first. */
export async function sourcesOf(db: Db, domain: string, since: Date, limit: number): Promise<readonly Source[]> {
  const { rows } = await sql<Source>`select w.source, sum(w.messages)::float8 as messages,
      coalesce(sum(w.messages) filter (where w.dkim), 0)::float8 as dkim, coalesce(sum(w.messages) filter (where w.spf), 0)::float8 as spf,
      coalesce(sum(w.messages) filter (where not w.dkim and not w.spf), 0)::float8 as failed,
      coalesce(sum(w.messages) filter (where w.disposition <> 'none'), 0)::float8 as rejected,
      array_remove(array_agg(distinct w.signed_for), '') as "signedFor", array_remove(array_agg(distinct w.sent_for), '') as "sentFor"
    from delivery.sender_reports r join delivery.dmarc_rows w on w.sender_report_id = r.id
    where r.domain = ${domain} and r.ends_at >= ${since} group by w.source order by messages desc, w.source limit ${limit}`.execute(db);
  return rows;
}

export interface TlsCount {
  /** Empty: it went well. */
  readonly reason: string;
  readonly receivers: readonly string[];
  readonly sessions: number;
}

export async function tlsOf(db: Db, domain: string, since: Date): Promise<readonly TlsCount[]> {
  const { rows } = await sql<TlsCount>`select w.reason, array_remove(array_agg(distinct w.receiver), '') as receivers,
      sum(w.sessions)::float8 as sessions
    from delivery.sender_reports r join delivery.tls_rows w on w.sender_report_id = r.id
    where r.domain = ${domain} and r.ends_at >= ${since} group by w.reason order by sessions desc limit 50`.execute(db);
  return rows;
}

/** How many reports came, and from whom. */
export async function reportersOf(db: Db, domain: string, since: Date): Promise<{ reports: number; reporters: string[] }> {
  const { rows } = await sql<{ reports: number; reporters: string[] | null }>`select count(*)::int as reports,
      array_agg(distinct organisation) as reporters
    from delivery.sender_reports where domain = ${domain} and ends_at >= ${since}`.execute(db);
  return { reports: rows[0]!.reports, reporters: rows[0]!.reporters ?? [] };
}

/** Domains that were reported about. */
export async function reportedDomains(db: Db, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ domain: string }>`select domain from delivery.sender_reports group by domain
    order by max(ends_at) desc, domain limit ${limit}`.execute(db);
  return rows.map((row) => row.domain);
}

export async function forgetReports(db: Db, before: Date): Promise<void> {
  await sql`delete from delivery.sender_reports where came_at < ${before}`.execute(db);
}
