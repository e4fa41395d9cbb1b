export { eventStream, type SendEvent } from './event-stream.ts';
export { after, idAfter, limitOf, numberAfter, type PageQuery, pageOf } from './page.ts';
export { type ApiReply, type ApiRequest, register } from './register.ts';
export { createServer, type ServerOptions } from './server.ts';
