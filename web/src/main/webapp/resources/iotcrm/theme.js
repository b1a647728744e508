/* Loaded before the first paint, so that a chosen theme never flashes the other one. */
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("iotcrm.theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch (storageRefused) {
    // Without storage the system's own preference decides.
  }
})();
