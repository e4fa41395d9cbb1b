import { availableParallelism } from 'node:os';
import { logLevels } from '../log/logger.ts';
import { oneOf, optionalText, text, urlOf, whole, yesNo } from './setting.ts';

const web = urlOf('http:', 'https:');

/**
 * Every setting of Posthorn. `docs/reference/configuration.md` and `posthorn config` are made from this table; a new setting is one
 * line here.
 */
export const settings = {
  dataDir: text('POSTHORN_DATA', 'posthorn-data', 'Directory of the embedded database, the objects and the keys.'),
  host: text('POSTHORN_HOST', '127.0.0.1', 'Address that the server listens on; 0.0.0.0 for all.'),
  port: whole('POSTHORN_PORT', 8080, [0, 65535], 'Port of the workplace and the API; 0 takes any free one.'),
  publicUrl: optionalText('POSTHORN_PUBLIC_URL', 'Address that people use, when it is not http://host:port (behind a proxy).', {
    check: web,
  }),
  trustProxy: yesNo('POSTHORN_TRUST_PROXY', false, 'Believe X-Forwarded-For and X-Forwarded-Proto of a proxy in front.'),

  databaseUrl: optionalText('DATABASE_URL', 'PostgreSQL 15 or newer of your own; without it the embedded one is used.', {
    secret: true,
    defaultText: 'embedded PostgreSQL in the data directory',
    check: urlOf('postgres:', 'postgresql:'),
  }),
  databaseConnections: whole('POSTHORN_DATABASE_CONNECTIONS', 10, [3, 200], 'Connections to the database that one process opens at most.'),

  objectStore: oneOf('POSTHORN_OBJECT_STORE', ['folder', 's3'], 'folder', 'Where documents are kept: a folder or an S3-compatible store.'),
  objectFolder: optionalText('POSTHORN_OBJECT_FOLDER', 'Folder of the objects.', { defaultText: 'objects in the data directory' }),
  s3Bucket: optionalText('POSTHORN_S3_BUCKET', 'Bucket for the objects.'),
  s3Prefix: text('POSTHORN_S3_PREFIX', '', 'Put before every key in the bucket.'),
  s3Region: text('POSTHORN_S3_REGION', 'us-east-1', 'Region of the bucket.'),
  s3Endpoint: optionalText('POSTHORN_S3_ENDPOINT', 'Address of the store, when it is not Amazon.', { check: web }),
  s3AccessKeyId: optionalText('POSTHORN_S3_ACCESS_KEY_ID', 'Access key; without it the usual AWS chain is asked.'),
  s3SecretAccessKey: optionalText('POSTHORN_S3_SECRET_ACCESS_KEY', 'Secret of the access key.', { secret: true }),
  masterKey: optionalText('POSTHORN_MASTER_KEY', 'Wraps the keys of the customers: 32 bytes as 64 hexadecimal digits.', {
    secret: true,
    defaultText: 'master.key in the data directory, made at the first start',
    check: (value) => (/^[0-9a-f]{64}$/i.test(value) ? undefined : '64 hexadecimal digits are expected (openssl rand -hex 32)'),
  }),

  logLevel: oneOf('POSTHORN_LOG_LEVEL', logLevels, 'info', 'From which level on to log.'),
  logFormat: oneOf('POSTHORN_LOG_FORMAT', ['auto', 'json', 'pretty'], 'auto', 'auto: pretty at a terminal, else JSON lines.'),
  composeThreads: whole('POSTHORN_COMPOSE_THREADS', availableParallelism(), [1, 256], 'Threads that compose in one worker process.', {
    defaultText: 'one per processor',
  }),
  sessionHours: whole('POSTHORN_SESSION_HOURS', 12, [1, 720], 'A session ends when it was not used for so long.'),

  pushInside: yesNo('POSTHORN_PUSH_INSIDE', false, 'Let push messages go to push services inside the network, and to http://.'),
  webhooksInside: yesNo('POSTHORN_WEBHOOKS_INSIDE', false, 'Let webhooks lead to addresses inside the network, and to http://.'),
  homeCountry: optionalText(
    'POSTHORN_HOME_COUNTRY',
    'Country that letters are sent from (ISO 3166, e.g. DE): addresses there have no country line.',
    {
      check: (value) => (/^[A-Z]{2}$/.test(value) ? undefined : 'two capital letters are expected'),
    },
  ),

  assistantUrl: optionalText(
    'POSTHORN_ASSISTANT_URL',
    'Language model that may propose wordings: base address of an API as OpenAI has it, e.g. http://localhost:11434/v1.',
    { check: web, defaultText: 'none: nothing is ever sent to a language model' },
  ),
  assistantModel: optionalText('POSTHORN_ASSISTANT_MODEL', 'Name of the language model, as its provider calls it.'),
  assistantKey: optionalText('POSTHORN_ASSISTANT_KEY', 'Key of the provider of the language model.', { secret: true }),
  assistantSeconds: whole('POSTHORN_ASSISTANT_SECONDS', 30, [1, 300], 'So long may the language model take to answer.'),

  demonstration: yesNo('POSTHORN_DEMONSTRATION', false, 'Nothing leaves this machine: mails and SMS go to the catcher.'),
  smtpUrl: optionalText('POSTHORN_SMTP_URL', 'Mail server: smtp://user:password@host:587 or smtps://….', {
    secret: true,
    check: urlOf('smtp:', 'smtps:'),
  }),
  smtpTls: oneOf(
    'POSTHORN_SMTP_TLS',
    ['auto', 'required', 'never'],
    'auto',
    'Encryption for smtp://. auto: required with a password, else used where the server offers it. smtps:// always encrypts.',
  ),
  smtpVerify: yesNo('POSTHORN_SMTP_VERIFY', true, 'Refuse a mail server whose certificate is not valid for its name.'),
  smtpConnections: whole('POSTHORN_SMTP_CONNECTIONS', 5, [1, 100], 'Connections to the mail server that one process opens at most.'),
  smtpPerSecond: whole('POSTHORN_SMTP_PER_SECOND', 0, [0, 10_000], 'Mails a second that one process sends at most; 0 for no limit.'),
  mailFrom: optionalText('POSTHORN_MAIL_FROM', 'Sender of mails whose brand names none: "Name <address>".'),
  mailReturnDomain: optionalText('POSTHORN_MAIL_RETURN_DOMAIN', 'Domain of the return paths, so that bounces find their delivery.', {
    defaultText: 'that of the sender',
  }),
  bouncePort: whole(
    'POSTHORN_BOUNCE_PORT',
    0,
    [0, 65535],
    'Port on which returned mail is received by SMTP, for the domain of the return paths; 0: it is not received here.',
  ),
  bounceHost: text('POSTHORN_BOUNCE_HOST', '127.0.0.1', 'Address on which returned mail is received; 0.0.0.0 for all.'),
  inboxUrl: optionalText('POSTHORN_INBOX_URL', 'Mailbox that answers and returned mail come to: imaps://user:password@host/INBOX.', {
    secret: true,
    check: urlOf('imaps:', 'imap:'),
  }),
  inboxVerify: yesNo('POSTHORN_INBOX_VERIFY', true, 'Refuse a mailbox server whose certificate is not valid for its name.'),
  inboxDoneFolder: text('POSTHORN_INBOX_DONE_FOLDER', 'Posthorn', 'Folder of the mailbox that reports are moved to when they are noted.'),
  softBounces: whole(
    'POSTHORN_SOFT_BOUNCES',
    5,
    [0, 100],
    'On so many days mail to an address may come back for passing reasons; then it counts as dead. 0: never.',
  ),
  softBounceDays: whole('POSTHORN_SOFT_BOUNCE_DAYS', 30, [1, 365], 'The days within which these are counted.'),
  portalQuestion: oneOf(
    'POSTHORN_PORTAL_QUESTION',
    ['none', 'postcode', 'birth-date'],
    'none',
    'What a customer is asked before the link of a notice shows their documents.',
  ),
  portalBirthDate: text('POSTHORN_PORTAL_BIRTH_DATE', 'birthDate', 'Attribute of customers that holds their date of birth, YYYY-MM-DD.'),
  mailReplyTo: optionalText('POSTHORN_MAIL_REPLY_TO', 'Where replies go, when not to the sender.'),
  unsubscribeUrl: optionalText('POSTHORN_UNSUBSCRIBE_URL', 'Address of one-click unsubscription from advertising, with {token}.', {
    check: urlOf('https:'),
  }),
  trackingUrl: optionalText(
    'POSTHORN_TRACKING_URL',
    'Address of an own domain that leads here, under which opens and clicks of mails are counted, e.g. https://klick.example.com.',
    { check: web, defaultText: 'none: they are not counted' },
  ),
  dnsServers: optionalText('POSTHORN_DNS_SERVERS', 'Name servers that are asked about domains of senders, e.g. 9.9.9.9 or 10.0.0.1:5353.', {
    defaultText: 'those of this machine',
  }),
  dkimDomain: optionalText('POSTHORN_DKIM_DOMAIN', 'Domain that signs mails (DKIM).'),
  dkimSelector: text('POSTHORN_DKIM_SELECTOR', 'posthorn', 'Selector of the DKIM key.'),
  dkimKeyFile: optionalText('POSTHORN_DKIM_KEY_FILE', 'PEM file of the private DKIM key.'),
  smsUrl: optionalText('POSTHORN_SMS_URL', 'HTTP gateway for SMS.', { check: web }),
  smsToken: optionalText('POSTHORN_SMS_TOKEN', 'Bearer token for the SMS gateway.', { secret: true }),
  smsFrom: text('POSTHORN_SMS_FROM', 'Posthorn', 'Sender of short messages: a number, or up to eleven letters.'),
  smsBody: text(
    'POSTHORN_SMS_BODY',
    '{"to":"{to}","from":"{from}","text":"{text}"}',
    'What is posted to the SMS gateway. JSON, or a form (to={to}&message={text}); {to}, {from}, {text} and {id} are put in.',
  ),
  smsIdPath: text('POSTHORN_SMS_ID_PATH', 'id', "Where the gateway's JSON answer holds the id of the message, e.g. messages.0.id."),
  printDuplex: yesNo('POSTHORN_PRINT_DUPLEX', true, 'Letters are printed on both sides: each begins on a front side.'),
  retryFirstSeconds: whole('POSTHORN_RETRY_FIRST_SECONDS', 60, [1, 86_400], 'Pause after a first failed attempt; it doubles each time.'),
  retryHours: whole('POSTHORN_RETRY_HOURS', 72, [0, 720], 'Give a delivery up when it could not be handed over for so long.'),
  claimSeconds: whole(
    'POSTHORN_CLAIM_SECONDS',
    900,
    [60, 86_400],
    'After this long without news from another machine, the fate of what it was sending counts as unknown.',
  ),
  catcherPort: whole('POSTHORN_CATCHER_PORT', 0, [0, 65535], 'Port of the catcher of the demonstration; 0 takes any free one.'),
};
