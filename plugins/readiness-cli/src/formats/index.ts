export * from './excerpt';
export * from './Format';
export * from './json';
export * from './junit';
export * from './markdown';
export * from './plural';
export * from './textTable';
export * from './wrapText';
