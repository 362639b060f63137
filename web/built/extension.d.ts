// What the extension uses of a browser's extension API, in Chromium and Firefox alike.

type ExtensionEvent<Listener> = { addListener(listener: Listener): void };

interface ExtensionPort {
  readonly name: string;
  readonly onMessage: ExtensionEvent<(message: any) => void>;
  readonly onDisconnect: ExtensionEvent<() => void>;
  postMessage(message: object): void;
  disconnect(): void;
}

type ExtensionTab = { id?: number; url?: string };
type InjectionTarget = { tabId: number; frameIds?: number[]; allFrames?: boolean };
type StyleInjection = { target: InjectionTarget; css: string; origin: "AUTHOR" | "USER" };

declare var chrome: {
  action: {
    onClicked: ExtensionEvent<(tab: ExtensionTab) => void>;
    setBadgeText(details: { tabId: number; text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { tabId: number; color: string }): Promise<void>;
    setTitle(details: { tabId: number; title: string }): Promise<void>;
  };
  /** Chromium alone. */
  dom?: { openOrClosedShadowRoot(element: HTMLElement): ShadowRoot | null };
  runtime: {
    id: string;
    getURL(path: string): string;
    onConnect: ExtensionEvent<(port: ExtensionPort) => void>;
    openOptionsPage(): Promise<void>;
  };
  scripting: {
    executeScript<Parameters extends unknown[], Result>(injection: {
      target: InjectionTarget;
      files?: string[];
      func?: (...given: Parameters) => Result;
      args?: Parameters;
    }): Promise<{ frameId: number; result?: Awaited<Result> }[]>;
    insertCSS(injection: StyleInjection): Promise<void>;
    removeCSS(injection: StyleInjection): Promise<void>;
  };
  storage: {
    local: {
      get(keys: string | string[] | null): Promise<Record<string, any>>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(keys: string | string[]): Promise<void>;
    };
  };
  tabs: {
    connect(tabId: number, info: { frameId: number; name: string }): ExtensionPort;
    create(properties: { url: string }): Promise<ExtensionTab>;
    getCurrent(): Promise<ExtensionTab | undefined>;
  };
  windows: {
    create(properties: { url: string; type: "popup"; width: number; height: number }): Promise<unknown>;
  };
};

/** In the world of the extension's scripts, in each frame of a tab that somebody has clicked for (web/extension/content.js). */
declare var reportedly: import("../extension/content.js").Content | undefined;
