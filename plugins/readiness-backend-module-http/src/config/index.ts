export * from './HttpConfig';
export { readHttpConfig, readHttpHost, readHttpValue } from './readHttpConfig';
