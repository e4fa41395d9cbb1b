import { mkdirSync, writeFileSync } from 'node:fs';
import { Eta } from 'eta';
import Handlebars from 'handlebars';
import { Liquid } from 'liquidjs';
import Mustache from 'mustache';
import { compile } from '../../engine/src/compose.ts';
import { machine, machineLine } from '../compose/machine.ts';
import { type Contender, measure, processorTime } from '../compose/measure.ts';
import { version } from '../compose/package-version.ts';
import { asTemplate, bundle, fields, markRecord } from './message.ts';

/**
 * Messages per second of the processor: subject, HTML part and text part for a record, with 20 fields and a loop of five, escaped. The
 * text template languages get the very HTML and text that Posthorn writes, with their marks in it. Beside that the fastest are measured
 * until there are bytes to send, which is when strings are really put together, and for HTML alone, which Posthorn doesn't make alone.
 */
process.chdir(new URL('../..', import.meta.url).pathname);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const COUNT = Number(process.env.COUNT ?? 20_000);

const program = await compile(await bundle(), { formats: ['email'] });
const posthorn = (index: number) => {
  const message = program.compose(fields(index), 'email');
  if (message.format !== 'email') throw new Error('no e-mail');
  return message;
};
const marked = program.compose(markRecord(), 'email');
if (marked.format !== 'email') throw new Error('no e-mail');
// What Posthorn writes is ASCII; the marks come back as the characters they are.
const rendered = { html: marked.html.replaceAll('&#167;', '§'), text: marked.text };

const mustache = asTemplate(rendered, {
  field: (name) => `{{${name}}}`,
  loop: '{{#items}}',
  item: (name) => `{{${name}}}`,
  end: '{{/items}}',
});
const bars = asTemplate(rendered, {
  field: (name) => `{{${name}}}`,
  loop: '{{#each items}}',
  item: (name) => `{{${name}}}`,
  end: '{{/each}}',
});
const liquid = asTemplate(rendered, {
  field: (name) => `{{ ${name} | escape }}`,
  loop: '{% for item in items %}',
  item: (name) => `{{ item.${name} | escape }}`,
  end: '{% endfor %}',
});
const eta = asTemplate(rendered, {
  field: (name) => `<%= it.${name} %>`,
  loop: '<% it.items.forEach((item) => { %>',
  item: (name) => `<%= item.${name} %>`,
  end: '<% }) %>',
});

const etaEngine = new Eta({ autoEscape: true });
const etaHtml = etaEngine.compile(eta.html);
const etaText = etaEngine.compile(eta.text);
const barsHtml = Handlebars.compile(bars.html);
const barsText = Handlebars.compile(bars.text);
const liquidEngine = new Liquid();
const liquidHtml = liquidEngine.parse(liquid.html);
const liquidText = liquidEngine.parse(liquid.text);
Mustache.parse(mustache.html);
Mustache.parse(mustache.text);

/** What a mail server gets. */
const sent = (html: string, text: string) => ({ length: Buffer.from(html).length + Buffer.from(text).length }) as Uint8Array;
const bytes = (...parts: readonly string[]) => ({ length: parts.reduce((sum, part) => sum + part.length, 0) }) as Uint8Array;
const contenders: Contender[] = [
  { name: 'posthorn', count: COUNT, make: (index) => { const { html, text } = posthorn(index); return bytes(html, text); } },
  { name: 'eta', count: COUNT, make: (index) => { const record = fields(index); return bytes(etaHtml.call(etaEngine, record), etaText.call(etaEngine, record)); } },
  { name: 'handlebars', count: COUNT, make: (index) => { const record = fields(index); return bytes(barsHtml(record), barsText(record)); } },
  { name: 'mustache', count: COUNT / 2, make: (index) => { const record = fields(index); return bytes(Mustache.render(mustache.html, record), Mustache.render(mustache.text, record)); } },
  { name: 'liquidjs', count: COUNT / 5, make: (index) => { const record = fields(index); return bytes(liquidEngine.renderSync(liquidHtml, record), liquidEngine.renderSync(liquidText, record)); } },
  { name: 'posthorn, as bytes', count: COUNT, make: (index) => { const { html, text } = posthorn(index); return sent(html, text); } },
  { name: 'eta, as bytes', count: COUNT, make: (index) => { const record = fields(index); return sent(etaHtml.call(etaEngine, record), etaText.call(etaEngine, record)); } },
  { name: 'handlebars, as bytes', count: COUNT, make: (index) => { const record = fields(index); return sent(barsHtml(record), barsText(record)); } },
  { name: 'eta, HTML alone', count: COUNT, make: (index) => bytes(etaHtml.call(etaEngine, fields(index))) },
  { name: 'handlebars, HTML alone', count: COUNT, make: (index) => bytes(barsHtml(fields(index))) },
]; // biome-ignore format: one line a contender

const measured = await measure(contenders, ROUNDS, processorTime);
const on = machine();
const command = 'cd bench && npm ci && npm run email';
const versions = ['eta', 'handlebars', 'mustache', 'liquidjs'].map((name) => `${name} ${version(name)}`).join(', ');
/** Posthorn's, of the same kind. */
const ownOf = (name: string): number =>
  measured.find((of) => of.name === (name.endsWith('as bytes') ? 'posthorn, as bytes' : 'posthorn'))!.median;
const rows = measured.map(
  (of) =>
    `| ${of.name} | ${Math.round(of.median).toLocaleString('en')} | ${(of.bytesPerDocument / 1024).toFixed(1)} | ${(ownOf(of.name) / of.median).toFixed(2)} |`,
);
const markdown = `# Messages, one core

Subject, HTML and text part with 20 fields and a loop of five, distinct data for every message. Posthorn checks the record against the
template's schema, writes ASCII for every mail reader, and breaks the lines of the text part and sets its table in columns; the others fill
the same HTML and text that Posthorn wrote, with their marks in it: they check nothing, leave letters beyond ASCII as they are, and the lines
and columns of their text part as they fall. Strings come in pieces; "as bytes" they are put together for a mail server. "HTML alone" is
without the text part, and beside Posthorn's with it. Making the record counts for all. Medians of ${ROUNDS} rounds in turns,\nby the time of the processor. ${machineLine(on)} ${versions}. ${new Date().toISOString().slice(0, 10)}. Again with: \`${command}\`.

| | messages/s | KB per message | posthorn is … times as fast |
| --- | ---: | ---: | ---: |
${rows.join('\n')}
`;
console.log(markdown);
if (process.env.DRY === undefined) {
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/email.md', markdown);
  writeFileSync(
    'bench/results/email.json',
    `${JSON.stringify({ at: new Date().toISOString(), command, machine: on, versions, measured }, null, 2)}\n`,
  );
}
