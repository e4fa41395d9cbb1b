import { Readable } from 'node:stream';
import { api } from '@posthorn/contract';
import type { FastifyInstance } from 'fastify';
import { idAfter, limitOf, pageOf, register } from '../platform/http/index.ts';
import type { Platform } from '../platform/platform.ts';
import { policyNow } from './ask-policy.ts';
import { decideProposal, proposePolicy } from './change-policy.ts';
import { endCircumstance, noteCircumstance, presentCircumstance } from './note-circumstance.ts';
import { showHeld } from './show-contacts.ts';
import { presentPolicy, showPolicies } from './show-policies.ts';
import { showSimulation, simulationCsv, startSimulation } from './simulate.ts';
import { circumstancesOf } from './store/circumstances.ts';
import { decideWaiting, showWaiting } from './waiting-room.ts';

/** The endpoints of `contract/src/contact-policies.ts`. */
export function governanceRoutes(app: FastifyInstance, platform: Platform): void {
  const { contactPolicies, waitingRoom, circumstances, simulations } = api;

  register(app, contactPolicies.list, ({ actor }) => showPolicies(platform, actor));
  register(app, contactPolicies.propose, async ({ body, actor }) => {
    const effectiveFrom = body.effectiveFrom === undefined ? undefined : new Date(body.effectiveFrom);
    const row = await proposePolicy(platform, actor, { ...body, effectiveFrom });
    return presentPolicy(row, actor, (await policyNow(platform.db, platform.clock())).version);
  });
  register(app, contactPolicies.decide, async ({ params, body, actor }) => {
    const row = await decideProposal(platform, actor, params.version, body.approve);
    return presentPolicy(row, actor, (await policyNow(platform.db, platform.clock())).version);
  });

  register(app, waitingRoom.list, async ({ query }) => {
    const limit = limitOf(query);
    const runId = query.run === '' ? undefined : query.run;
    const rows = await showWaiting(platform, { runId, after: idAfter(query), limit: limit + 1 });
    return pageOf(rows, limit, (row) => row.communicationId);
  });
  register(app, waitingRoom.decide, async ({ body, actor }) => ({ decided: await decideWaiting(platform, actor, body) }));
  register(app, waitingRoom.held, async ({ params, query }) => {
    const limit = limitOf(query);
    const rows = await showHeld(platform, params.id, { state: query.state, after: idAfter(query), limit: limit + 1 });
    return pageOf(rows, limit, (row) => row.communicationId);
  });

  register(app, simulations.start, async ({ body, actor }) => {
    const id = await startSimulation(platform, actor, { ...body, days: body.days ?? 90 });
    return showSimulation(platform, id);
  });
  register(app, simulations.get, ({ params }) => showSimulation(platform, params.id));
  register(app, simulations.csv, async ({ params }, reply) => {
    reply.header('content-disposition', 'attachment; filename="simulation.csv"');
    return Readable.from(simulationCsv(platform, params.id));
  });

  register(app, circumstances.list, async ({ params }) => ({
    rows: (await circumstancesOf(platform.db, [params.id])).map(presentCircumstance),
  }));
  register(app, circumstances.note, ({ params, body, actor }) =>
    noteCircumstance(platform, actor, params.id, { ...body, since: body.since === undefined ? undefined : new Date(body.since) }),
  );
  register(app, circumstances.end, ({ params, actor }) => endCircumstance(platform, actor, params.id));
}
