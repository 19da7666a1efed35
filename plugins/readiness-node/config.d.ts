export interface Config {
  readiness?: {
    /** Where the files of entities may be read. */
    repository?: {
      file?: {
        /**
         * Directories that a `backstage.io/source-location: file:…` annotation may name, besides
         * the directory of the entity's own `file:` location. Checked by real path, after
         * symbolic links. Relative ones are taken from the backend's working directory.
         * Default: none.
         * @visibility backend
         */
        allow?: string[];
      };
      url?: {
        /**
         * Beginnings of http(s) URLs that a `backstage.io/source-location: url:…` annotation may
         * name, besides the repository of the entity's own location, e.g.
         * `https://github.com/acme/`. Whole path segments are compared. Default: none.
         * @visibility backend
         */
        allow?: string[];
      };
    };
  };
}
