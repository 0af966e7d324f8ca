/** Words of the frame around every page. */
export const shell = {
  product: "Kontor",
  skip: "Skip to content",
  menu: "Menu",
  navigation: "Main",
  customers: "Customers",
  members: "Members",
  mine: "About me",
  key: "My key",
  verify: "Verify",
  light: "Light",
  dark: "Dark",
  system: "Like the system",
  appearance: "Appearance",
  developmentShort: "Test chain",
  developmentChain: "A local test chain: nothing here is real",
  noService: "The service cannot be reached",
  notFound: "Nothing here",
  notFoundHint: "The address is not one of Kontor's pages.",
  home: "Go to customers",
  pageFailed: "This page could not be shown",
  chunkFailed: "This page could not be loaded",
  chunkFailedHint:
    "The connection broke, or a new version of Kontor was installed meanwhile. What you typed and saved is kept on this device.",
  loadAgain: "Load again",
  connection: {
    offline: {
      title: "You are offline",
      works:
        "What is on the screen can be read, and forms keep what you type. What you save is kept on this device and goes on by itself when you are online again.",
    },
    serviceDown: {
      title: "The service does not answer",
      works:
        "What is on the screen can be read, and forms keep what you type. What you save is kept on this device and goes on by itself when the service is back.",
    },
    chainDown: {
      title: "The chain does not answer",
      works:
        "Nothing can be checked now, so nothing new is shown. What is on the screen can be read. What you save is kept on this device and goes on by itself when the chain is back.",
    },
    chainBehind: {
      title: "The chain shows no new blocks",
      works: "What is shown was true some time ago. What you save is kept on this device until the chain goes on.",
    },
    serviceBehind: {
      title: "The service is behind the chain",
      works: "Everything works; what was written in the last minutes shows late.",
    },
  },
} as const;
