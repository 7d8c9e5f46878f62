import { type Connection, MessageType } from 'vscode-languageserver';
import { defaultSettings, messageOf, type Settings, settingsSection } from '#core';
import { showMessage } from './messages.ts';

/**
 * The settings of each workspace folder, and of each document outside, fetched from the client when first asked for and
 * kept until they change. Every bad value is told to the user once, however many documents it holds for.
 */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #fetch: boolean;
  readonly #folderOf: (uri: string) => string | undefined;
  #pushed: unknown;
  readonly #byUri = new Map<string, Promise<Settings>>();
  readonly #told = new Set<string>();

  /**
   * @param fetch whether the client answers `workspace/configuration`; otherwise `initial` and what it pushes hold
   * @param folderOf gives the workspace folder of a document: settings differ by folder, not by document
   */
  constructor(
    connection: Connection,
    fetch: boolean,
    initial: unknown,
    folderOf: (uri: string) => string | undefined,
  ) {
    this.#connection = connection;
    this.#fetch = fetch;
    this.#pushed = initial;
    this.#folderOf = folderOf;
  }

  /** The settings that hold for a document. */
  of(uri: string): Promise<Settings> {
    const key = this.#fetch ? (this.#folderOf(uri) ?? uri) : '';
    let settings = this.#byUri.get(key);
    if (!settings) {
      settings = this.#read(key);
      this.#byUri.set(key, settings);
      // What failed is asked for anew next time; whoever waits for it now is told.
      settings.catch(() => this.#byUri.delete(key));
    }
    return settings;
  }

  /** Takes note that settings have changed; `pushed` is what the client sent along, if anything. */
  change(pushed: unknown): void {
    this.#pushed = pushed ?? this.#pushed;
    this.#byUri.clear();
    this.#told.clear();
  }

  /** Forgets a document that was closed. */
  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  async #read(uri: string): Promise<Settings> {
    const value = this.#fetch ? await this.#fetchFor(uri) : this.#pushed;
    if (value === undefined || value === null) return defaultSettings;
    // What reads settings is a fifth of what the server would have to load before it can answer anything.
    const { readSettings } = await import('#core/config');
    const { settings, messages } = readSettings(value);
    for (const message of messages) this.#tell(message);
    return settings;
  }

  async #fetchFor(scopeUri: string): Promise<unknown> {
    try {
      return await this.#connection.workspace.getConfiguration({ scopeUri, section: settingsSection });
    } catch (error) {
      const reason = messageOf(error);
      this.#tell(`${settingsSection}: the settings could not be read (${reason}). The defaults are used.`);
      return undefined;
    }
  }

  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    showMessage(this.#connection, MessageType.Warning, message);
  }
}
